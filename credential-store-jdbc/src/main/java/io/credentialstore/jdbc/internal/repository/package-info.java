/** SQL that any database understands: one interface for each repository of the port, implemented by Jdbi. */
@NullMarked
package io.credentialstore.jdbc.internal.repository;

import org.jspecify.annotations.NullMarked;
