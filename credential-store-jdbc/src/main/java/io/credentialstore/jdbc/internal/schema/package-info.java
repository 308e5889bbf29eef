/** What the dialects share in making tables and in telling whether they are still those. */
@NullMarked
package io.credentialstore.jdbc.internal.schema;

import org.jspecify.annotations.NullMarked;
