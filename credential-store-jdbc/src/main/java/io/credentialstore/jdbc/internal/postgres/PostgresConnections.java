package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.jdbc.internal.transaction.Sql;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of the caller's data source, all set alike. Every setting is read back: something between here and the server
 * may keep it from arriving. Thread-safe, as the data source is.
 */
final class PostgresConnections implements DataSource {
    /** Where the tables are, whatever else the database holds. */
    static final String SCHEMA = "credential_store";

    private final DataSource server;
    private final Map<String, String> settings;

    private PostgresConnections(DataSource server, Map<String, String> settings) {
        this.server = server;
        this.settings = settings;
    }

    /** For transactions: nobody holds up others for long. */
    static PostgresConnections bounded(DataSource server, PostgresSettings settings) {
        Map<String, String> all = careful(settings);
        all.put("statement_timeout", millis(settings.longestStatement()));
        all.put("idle_in_transaction_session_timeout", millis(settings.silence()));
        return new PostgresConnections(server, all);
    }

    /** For migrations, which take the time that they need once it is their turn. */
    static PostgresConnections unhurried(DataSource server, PostgresSettings settings) {
        return new PostgresConnections(server, careful(settings));
    }

    private static Map<String, String> careful(PostgresSettings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("search_path", SCHEMA + ", pg_temp"); // last: no temporary table takes the place of ours
        all.put("lock_timeout", millis(settings.patience()));
        all.put("row_security", "off"); // a policy that would hide rows makes statements fail instead
        all.put("synchronous_commit", "on"); // what was acknowledged survives a crash of the server
        return all;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = server.getConnection();
        try {
            connection.setAutoCommit(true);
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                set(connection, setting.getKey(), setting.getValue());
            }
            require(connection, "server_encoding", "UTF8");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        if (!isStronger(name, value(connection, name))) {
            Sql.execute(connection, "SET " + name + " TO " + value);
            require(connection, name, value);
        }
    }

    /** Standbys have applied what was acknowledged. */
    private static boolean isStronger(String name, String value) {
        return name.equals("synchronous_commit") && value.equals("remote_apply");
    }

    private static void require(Connection connection, String name, String value) throws SQLException {
        String actual = value(connection, name);
        if (!value.equals(actual)) {
            throw new SQLNonTransientException(name + " is " + actual + " instead of " + value);
        }
    }

    /** Numbers without their unit. */
    private static String value(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT setting FROM pg_settings WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return String.valueOf(row.next() ? row.getString(1) : null);
            }
        }
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The caller's data source knows who connects");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return server.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        server.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        server.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return server.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return server.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return server.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return server.isWrapperFor(type);
    }
}
