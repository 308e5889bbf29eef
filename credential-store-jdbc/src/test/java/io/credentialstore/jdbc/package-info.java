/** Tests of what is particular to SQLite; what any storage must do is in the contract suites. */
@NullMarked
package io.credentialstore.jdbc;

import org.jspecify.annotations.NullMarked;
