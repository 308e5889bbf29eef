package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.jdbc.internal.schema.SchemaState;
import io.credentialstore.jdbc.internal.transaction.Pools;
import io.credentialstore.jdbc.internal.transaction.Sql;
import io.credentialstore.jdbc.internal.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** From a data source to running transactions: find out what is there, make the tables if nothing is, connect. */
public final class PostgresOpening {
    private PostgresOpening() {}

    /**
     * Opens or creates a store's tables.
     *
     * @param server where connections come from
     * @param settings what may differ between stores
     * @return the caller closes it
     * @throws CredentialStoreException when there is something else, or the server or the way to it fails
     */
    public static Transactions open(DataSource server, PostgresSettings settings) {
        PostgresConnections connections = PostgresConnections.bounded(server, settings);
        try {
            if (state(connections) != SchemaState.CURRENT) {
                PostgresMigration.migrate(PostgresConnections.unhurried(server, settings));
                requireMade(connections);
            }
            return new Transactions(
                    new PostgresDialect(),
                    Pools.writer(connections, settings.patience()),
                    Pools.readers(connections, settings.patience(), settings.readers()),
                    settings.patience());
        } catch (SQLException e) {
            throw PostgresFailures.translate(e);
        }
    }

    private static void requireMade(PostgresConnections connections) throws SQLException {
        if (state(connections) != SchemaState.CURRENT) {
            throw new InternalBugException("The migrations did not make the tables", null);
        }
    }

    private static SchemaState state(PostgresConnections connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            WayToServer.require(connection);
            Sql.execute(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return PostgresSchema.inspect(connection);
        }
    }
}
