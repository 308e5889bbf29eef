package io.credentialstore.security.tamper;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as the file itself describes it, so that nothing which is added later can be forgotten.
 *
 * @param name its name
 * @param columns all of its columns, in their order
 */
record Table(String name, List<Column> columns) {
    /**
     * A column.
     *
     * @param name its name
     * @param type the type that it was declared with
     * @param key its place in the primary key, from 1; 0 when it has none
     */
    record Column(String name, String type, int key) {}

    /** All tables but SQLite's own. */
    static List<Table> allOf(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String name : Sql.texts(
                connection,
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")) {
            tables.add(of(connection, name));
        }
        return tables;
    }

    private static Table of(Connection connection, String name) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT name, type, pk FROM pragma_table_info('" + name + "')")) {
            while (row.next()) {
                columns.add(new Column(row.getString(1), row.getString(2), row.getInt(3)));
            }
        }
        return new Table(name, List.copyOf(columns));
    }

    int index(String column) {
        return columns.stream().map(Column::name).toList().indexOf(column);
    }

    boolean has(String column) {
        return index(column) >= 0;
    }

    /** Names of the columns, joined by commas. */
    String columnList() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name;
    }
}
