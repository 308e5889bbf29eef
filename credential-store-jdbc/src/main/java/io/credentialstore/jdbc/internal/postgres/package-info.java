/** What is special about PostgreSQL. */
@NullMarked
package io.credentialstore.jdbc.internal.postgres;

import org.jspecify.annotations.NullMarked;
