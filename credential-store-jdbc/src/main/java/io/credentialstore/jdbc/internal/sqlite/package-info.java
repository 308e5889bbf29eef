/** All that is particular to SQLite: the file, its connections, its schema and its error codes. */
@NullMarked
package io.credentialstore.jdbc.internal.sqlite;

import org.jspecify.annotations.NullMarked;
