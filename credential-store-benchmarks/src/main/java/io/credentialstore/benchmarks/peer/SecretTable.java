package io.credentialstore.benchmarks.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The obvious table in SQLite, over plain JDBC with prepared statements, as durable as ours. Not thread-safe. */
final class SecretTable implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement select;
    private final PreparedStatement replace;

    SecretTable(Path folder, String... more) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("secrets.db"));
        execute("PRAGMA journal_mode = WAL");
        execute("PRAGMA synchronous = FULL");
        execute("CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL)");
        for (String sql : more) {
            execute(sql);
        }
        select = connection.prepareStatement("SELECT value FROM secrets WHERE name = ?");
        replace = connection.prepareStatement("INSERT OR REPLACE INTO secrets VALUES (?, ?)");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    Optional<byte[]> find(String name) throws SQLException {
        select.setString(1, name);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
    }

    void put(String name, byte[] value) throws SQLException {
        replace.setString(1, name);
        replace.setBytes(2, value);
        replace.executeUpdate();
    }

    List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM secrets")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
