/**
 * Storages that keep their rows in a database reached through JDBC.
 *
 * <p>{@link io.credentialstore.jdbc.SqliteStorage} keeps a store in one file,
 * {@link io.credentialstore.jdbc.PostgresStorage} in a database that programs on many machines share.
 */
@NullMarked
package io.credentialstore.jdbc;

import org.jspecify.annotations.NullMarked;
