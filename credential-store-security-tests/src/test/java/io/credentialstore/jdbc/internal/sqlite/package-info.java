/** What tests of faults need from inside of the storage. */
@NullMarked
package io.credentialstore.jdbc.internal.sqlite;

import org.jspecify.annotations.NullMarked;
