package io.credentialstore.jdbc.internal.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Statements without parameters. */
public final class Sql {
    private Sql() {}

    /**
     * Runs a statement; connections that keep statements prepared keep it too.
     *
     * @param connection what it runs on
     * @param sql without parameters
     * @throws SQLException when it fails
     */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
