/** Transactions over pooled connections, and what each database does differently about them. */
@NullMarked
package io.credentialstore.jdbc.internal.transaction;

import org.jspecify.annotations.NullMarked;
