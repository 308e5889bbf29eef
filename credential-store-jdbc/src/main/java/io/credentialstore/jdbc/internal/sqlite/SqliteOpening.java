package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.internal.schema.SchemaState;
import io.credentialstore.jdbc.internal.sqlite.StoreFile.Sibling;
import io.credentialstore.jdbc.internal.transaction.Pools;
import io.credentialstore.jdbc.internal.transaction.Transactions;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** From a path to running transactions: find out what is there, make the tables if nothing is, connect. */
public final class SqliteOpening {
    /** Any database has one page at least. */
    private static final int SMALLEST_PAGE = 512;

    private static final String OLDEST_SQLITE = "3.51.3"; // before it, resetting the write-ahead log could lose pages

    private SqliteOpening() {}

    /**
     * Opens or creates a store's file.
     *
     * @param path where it is, or is to be
     * @param settings what may differ between stores
     * @return the caller closes it
     * @throws CredentialStoreException when there is something else, or the file system or the database fails
     */
    public static Transactions open(@Nullable Path path, SqliteSettings settings) {
        StoreFile file = StoreFile.at(path);
        try {
            if (state(file, settings) != SchemaState.CURRENT) {
                SqliteMigration.migrate(file, settings);
                requireMade(file, settings);
            }
            return connect(file, settings);
        } catch (SQLException e) {
            throw SqliteFailures.translate(e);
        }
    }

    private static void requireMade(StoreFile file, SqliteSettings settings) throws SQLException {
        if (state(file, settings) != SchemaState.CURRENT) {
            throw new InternalBugException("The migrations did not make the tables", null);
        }
    }

    private static SchemaState state(StoreFile file, SqliteSettings settings) throws SQLException {
        long size = file.size();
        if (size < SMALLEST_PAGE) {
            if (size > 0) {
                throw SqliteSchema.notAStore(); // SQLite would take one byte for an empty database
            }
            return SchemaState.EMPTY;
        }
        // With changes pending, SQLite must not write them into a file that may be somebody else's.
        boolean pending = file.has(Sibling.WAL) || file.has(Sibling.JOURNAL);
        try {
            return state(file, pending, settings);
        } catch (SQLException e) {
            if (pending && SqliteFailures.isReadOnly(e)) {
                return state(
                        file, false, settings); // a crash left work that must be finished before anything can be read
            }
            if (SqliteFailures.isNotADatabase(e)) {
                throw SqliteSchema.notAStore();
            }
            throw e;
        }
    }

    private static SchemaState state(StoreFile file, boolean readOnly, SqliteSettings settings) throws SQLException {
        try (StoreConnection connection =
                new StoreConnection(file.path(), readOnly, settings.patience(), StoreConnections.careful())) {
            requireVersion(connection.text("SELECT sqlite_version()"));
            connection.execute("BEGIN");
            return SqliteSchema.inspect(connection);
        }
    }

    /** Another library may have brought an older driver along. */
    static void requireVersion(String sqlite) {
        if (Version.parse(sqlite).compareTo(Version.parse(OLDEST_SQLITE)) < 0) {
            throw StorageException.failure(
                    "SQLite " + sqlite + " can damage files; this library needs " + OLDEST_SQLITE
                            + " or newer. Use the version of sqlite-jdbc that it asks for.",
                    null);
        }
    }

    private static Transactions connect(StoreFile file, SqliteSettings settings) throws SQLException {
        return new Transactions(
                new SqliteDialect(file, settings),
                Pools.writer(StoreConnections.writing(file.path(), settings), settings.patience()),
                Pools.readers(StoreConnections.reading(file.path(), settings), settings.patience(), settings.readers()),
                settings.patience());
    }
}
