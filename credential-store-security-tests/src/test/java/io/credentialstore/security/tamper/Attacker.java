package io.credentialstore.security.tamper;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may write to the database and has no key: a plain connection beside the store, which obeys as few of the
 * tables' rules as the database can be talked into. Not thread-safe.
 */
final class Attacker implements AutoCloseable {
    private final Ground ground;
    private final Connection connection;
    private final List<Table> tables;

    Attacker(Ground ground) throws SQLException {
        this.ground = ground;
        connection = ground.connect();
        tables = ground.tables(connection);
        ground.disarm(connection, tables);
    }

    List<Table> tables() {
        return tables;
    }

    Connection connection() {
        return connection;
    }

    /** All rows of a table, in the order of its key. */
    List<Row> rows(Table table) throws SQLException {
        String order = table.columns().stream()
                .filter(column -> column.key() > 0)
                .map(Table.Column::name)
                .collect(Collectors.joining(", "));
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + table.columnList() + " FROM " + table
                        + (order.isEmpty() ? "" : " ORDER BY " + order))) {
            while (row.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 1; i <= table.columns().size(); i++) {
                    Object value = row.getObject(i);
                    values.add(value instanceof Integer number ? Long.valueOf(number) : value);
                }
                rows.add(new Row(table, values));
            }
        }
        return rows;
    }

    /** Puts rows in the place of others; false, and nothing has changed, when the database has no way to hold them. */
    boolean replace(List<Row> removed, List<Row> added) throws SQLException {
        Table table = (removed.isEmpty() ? added : removed).get(0).table();
        ground.begin(connection, table);
        try {
            if (exchange(removed, added)) {
                ground.commit(connection, table);
                return true;
            }
        } catch (SQLException e) {
            if (!ground.isImpossible(e)) {
                throw e;
            }
        }
        Sql.execute(connection, "ROLLBACK");
        return false;
    }

    private boolean exchange(List<Row> removed, List<Row> added) throws SQLException {
        for (Row row : removed) {
            delete(row);
        }
        for (Row row : added) {
            if (!insert(row)) {
                return false;
            }
        }
        return true;
    }

    private void delete(Row row) throws SQLException {
        try (PreparedStatement statement = prepare("DELETE FROM " + row.table() + " WHERE " + isWhole(row), row)) {
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException(row + " is not there, or more than once");
            }
        }
    }

    /** Whether the row stands there as it was given: a database may make something else of a value of another type. */
    private boolean insert(Row row) throws SQLException {
        String all = row.values().stream().map(Attacker::placeholder).collect(Collectors.joining(", "));
        try (PreparedStatement insert = prepare(
                        "INSERT INTO " + row.table() + " (" + row.table().columnList() + ") VALUES (" + all + ")",
                        row);
                PreparedStatement search = prepare("SELECT 1 FROM " + row.table() + " WHERE " + isWhole(row), row)) {
            insert.executeUpdate();
            return search.executeQuery().next();
        }
    }

    private static String isWhole(Row row) {
        return IntStream.range(0, row.values().size())
                .mapToObj(i -> row.table().columns().get(i).name() + " IS NOT DISTINCT FROM "
                        + placeholder(row.values().get(i)))
                .collect(Collectors.joining(" AND "));
    }

    private static String placeholder(@Nullable Object value) {
        return bound(value) == value ? "?" : "CAST(? AS TEXT)";
    }

    /** Text that a driver would not take goes as its bytes. */
    private static @Nullable Object bound(@Nullable Object value) {
        if (value instanceof Row.TextBytes text) {
            return text.bytes();
        }
        return value instanceof String text && text.indexOf(0) >= 0 ? text.getBytes(StandardCharsets.UTF_8) : value;
    }

    private PreparedStatement prepare(String sql, Row row) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < row.values().size(); i++) {
            statement.setObject(i + 1, bound(row.values().get(i)));
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
