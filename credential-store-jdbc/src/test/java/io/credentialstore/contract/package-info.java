/** The contracts that every storage keeps, run against SQLite. */
@NullMarked
package io.credentialstore.contract;

import org.jspecify.annotations.NullMarked;
