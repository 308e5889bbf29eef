package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.internal.schema.Migrations;
import io.credentialstore.jdbc.internal.schema.SchemaState;
import io.credentialstore.jdbc.internal.transaction.SqlCauses;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Makes the tables with Flyway, or brings them up to date, over one connection that keeps every other one away until all is done. */
final class SqliteMigration {
    private SqliteMigration() {}

    /** Carries out the migrations that are missing, unless another process has done so in the meantime. */
    static void migrate(StoreFile file, SqliteSettings settings) throws SQLException {
        OnlyConnection connection = new OnlyConnection(file, settings);
        try {
            connection.execute("BEGIN IMMEDIATE");
            SchemaState state = SqliteSchema.inspect(connection);
            if (state != SchemaState.CURRENT) {
                // Flyway commits several times; none of that gives up the lock.
                connection.execute("PRAGMA locking_mode = EXCLUSIVE");
                connection.execute("COMMIT");
                if (state == SchemaState.OUTDATED) {
                    requireNobodyElse(connection);
                }
                // First of all: two processes that both switched a finished store to the log would get in each other's
                // way.
                connection.execute("PRAGMA journal_mode = wal");
                run(connection);
            }
        } finally {
            connection.reallyClose();
        }
    }

    /** An older library would go on writing as it is used to. The log can be given up only when nobody else has the file. */
    private static void requireNobodyElse(OnlyConnection connection) throws SQLException {
        connection.execute("PRAGMA journal_mode = delete");
    }

    private static void run(OnlyConnection connection) {
        try {
            Migrations.over("sqlite", new OnlyDataSource(connection)).load().migrate();
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    private static CredentialStoreException failure(FlywayException failure) {
        SQLException cause = SqlCauses.of(failure);
        return cause == null
                ? StorageException.failure("The tables could not be made. Delete the file and try again.", failure)
                : SqliteFailures.translate(cause);
    }

    /** Flyway closes what it was lent. */
    private static final class OnlyConnection extends StoreConnection {
        OnlyConnection(StoreFile file, SqliteSettings settings) throws SQLException {
            super(file.path(), false, settings.patience(), StoreConnections.careful());
        }

        @Override
        public void close() {
            // kept until reallyClose, and with it the lock
        }

        void reallyClose() throws SQLException {
            super.close();
        }
    }

    private static final class OnlyDataSource extends SQLiteDataSource {
        private final OnlyConnection connection;

        OnlyDataSource(OnlyConnection connection) {
            this.connection = connection;
        }

        @Override
        public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) {
            return connection;
        }
    }
}
