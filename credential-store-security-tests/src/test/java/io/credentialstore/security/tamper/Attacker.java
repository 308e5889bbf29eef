package io.credentialstore.security.tamper;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may write the file and has no key: a plain connection beside the store. It obeys none of the rules that
 * the tables carry, because it has parsed a schema without them, while the file shows the genuine one. What is left to
 * SQLite is that a unique key is unique. Not thread-safe.
 */
final class Attacker implements AutoCloseable {
    /** A second row with the same key, no key at all in a table without rowid, a rowid that is no integer. */
    private static final Set<Integer> IMPOSSIBLE = Set.of(19, 20);

    private final Connection connection;
    private final List<Table> tables;

    Attacker(Path file) throws SQLException {
        connection = Sql.open(file);
        tables = Table.allOf(connection);
        Sql.execute(
                connection,
                "PRAGMA foreign_keys = OFF",
                "PRAGMA ignore_check_constraints = ON",
                "PRAGMA busy_timeout = 5000");
        parseWithoutRules();
    }

    private void parseWithoutRules() throws SQLException {
        Sql.execute(
                connection,
                "CREATE TEMP TABLE genuine AS SELECT name, sql FROM main.sqlite_schema WHERE type = 'table'",
                "PRAGMA writable_schema = ON");
        for (Table table : tables) {
            String sql = Sql.texts(connection, "SELECT sql FROM genuine WHERE name = '" + table + "'")
                    .get(0);
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE main.sqlite_schema SET sql = ? WHERE name = ?")) {
                update.setString(1, withoutRules(sql));
                update.setString(2, table.name());
                update.execute();
            }
        }
        Sql.execute(connection, "PRAGMA writable_schema = RESET");
        Sql.texts(connection, "SELECT COUNT(*) FROM credentials"); // parses now
        Sql.execute(
                connection,
                "PRAGMA writable_schema = ON",
                "UPDATE main.sqlite_schema SET sql = (SELECT g.sql FROM genuine g WHERE g.name = sqlite_schema.name)"
                        + " WHERE type = 'table'",
                "PRAGMA writable_schema = OFF");
    }

    /** Any value in any column; only a key that is the rowid itself keeps its type, since that is how rows are found. */
    private static String withoutRules(String sql) {
        return sql.replaceAll("\\bNOT NULL\\b", "")
                .replaceAll("\\bSTRICT, WITHOUT ROWID$", "WITHOUT ROWID")
                .replaceAll("\\bSTRICT$", "")
                .replaceAll(" (TEXT|BLOB|INT|BOOLEAN|VARCHAR\\(\\d+\\)|INTEGER(?! +PRIMARY KEY))(?=[ ,\\n])", "");
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

    /** Puts rows in the place of others; false, and nothing has changed, when SQLite has no way to hold them. */
    boolean replace(List<Row> removed, List<Row> added) throws SQLException {
        Sql.execute(connection, "BEGIN IMMEDIATE");
        try {
            for (Row row : removed) {
                delete(row);
            }
            for (Row row : added) {
                insert(row);
            }
            Sql.execute(connection, "COMMIT");
            return true;
        } catch (SQLException e) {
            Sql.execute(connection, "ROLLBACK");
            if (IMPOSSIBLE.contains(e.getErrorCode() & 0xff)) {
                return false;
            }
            throw e;
        }
    }

    private void delete(Row row) throws SQLException {
        String all = IntStream.range(0, row.values().size())
                .mapToObj(i -> row.table().columns().get(i).name() + " IS "
                        + placeholder(row.values().get(i)))
                .collect(Collectors.joining(" AND "));
        if (run("DELETE FROM " + row.table() + " WHERE " + all, row) != 1) {
            throw new IllegalStateException(row + " is not there, or more than once");
        }
    }

    private void insert(Row row) throws SQLException {
        String all = row.values().stream().map(Attacker::placeholder).collect(Collectors.joining(", "));
        run("INSERT INTO " + row.table() + " (" + row.table().columnList() + ") VALUES (" + all + ")", row);
    }

    private static String placeholder(@Nullable Object value) {
        return value instanceof Row.TextBytes ? "CAST(? AS TEXT)" : "?";
    }

    private int run(String sql, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < row.values().size(); i++) {
                Object value = row.values().get(i);
                statement.setObject(i + 1, value instanceof Row.TextBytes text ? text.bytes() : value);
            }
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
