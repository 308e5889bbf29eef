package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.internal.transaction.Sql;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** What was acknowledged survives a crash of the server; left alone where standbys even have applied it by then. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'on', false) "
            + "WHERE current_setting('synchronous_commit') <> 'remote_apply'";

    private final DataSource server;
    private final Map<String, String> settings;
    /** Zero when there is no bound. */
    private final Duration longestAnswer;

    private PostgresConnections(DataSource server, Map<String, String> settings, Duration longestAnswer) {
        this.server = server;
        this.settings = settings;
        this.longestAnswer = longestAnswer;
    }

    /** For transactions: nobody holds up others for long. */
    static PostgresConnections bounded(DataSource server, PostgresSettings settings) {
        Map<String, String> all = careful(settings);
        all.put("statement_timeout", millis(settings.longestStatement()));
        all.put("idle_in_transaction_session_timeout", millis(settings.silence()));
        return new PostgresConnections(server, all, settings.longestAnswer());
    }

    /** For migrations, which take the time that they need once it is their turn, whatever the caller set. */
    static PostgresConnections unhurried(DataSource server, PostgresSettings settings) {
        return new PostgresConnections(server, careful(settings), Duration.ZERO);
    }

    private static Map<String, String> careful(PostgresSettings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("search_path", SCHEMA + ", pg_temp"); // last: no temporary table takes the place of ours
        all.put("lock_timeout", millis(settings.patience()));
        all.put("row_security", "off"); // a policy that would hide rows makes statements fail instead
        return all;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = server.getConnection();
        try {
            boundWaiting(connection);
            connection.setAutoCommit(true);
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                Sql.execute(connection, "SET " + setting.getKey() + " TO " + setting.getValue());
            }
            Sql.execute(connection, DURABLE);
            requireSettings(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The server ends what takes too long by itself, so that only who has lost it waits longer. The caller may wait less. */
    private void boundWaiting(Connection connection) throws SQLException {
        if (longestAnswer.isZero() || connection.getNetworkTimeout() == 0) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longestAnswer.toMillis()));
        }
    }

    private void requireSettings(Connection connection) throws SQLException {
        Map<String, String> actual = values(connection);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            require(setting.getKey(), List.of(setting.getValue()), actual);
        }
        require("synchronous_commit", List.of("on", "remote_apply"), actual);
        require("server_encoding", List.of("UTF8"), actual);
    }

    private static void require(String name, List<String> accepted, Map<String, String> actual) {
        String value = String.valueOf(actual.get(name));
        if (!accepted.contains(value)) {
            throw StorageException.failure(
                    "The server's " + name + " is " + value + " instead of " + String.join(" or ", accepted)
                            + ". Name another database, or let nothing stand between it and here.",
                    null);
        }
    }

    /** All of them: asking for one takes the server as long. Numbers come without their unit. */
    private static Map<String, String> values(Connection connection) throws SQLException {
        Map<String, String> values = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, setting FROM pg_settings")) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        return values;
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
