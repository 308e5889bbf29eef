package io.credentialstore.security.tamper;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as the database itself describes it, so that nothing which is added later can be forgotten.
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
    record Column(String name, String type, int key) {
        private static final Set<String> NUMBERS = Set.of("INTEGER", "integer", "bigint");

        /** Whether it is a whole number, even where it has no value. */
        boolean isNumber() {
            return NUMBERS.contains(type);
        }
    }

    /**
     * All tables.
     *
     * @param names query for their names
     * @param columns query for name, type and place in the key of the columns of a table, whose name is to be put in
     */
    static List<Table> allOf(Connection connection, String names, String columns) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String name : Sql.texts(connection, names)) {
            tables.add(new Table(name, columns(connection, columns.formatted(name))));
        }
        return tables;
    }

    private static List<Column> columns(Connection connection, String query) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                columns.add(new Column(row.getString(1), row.getString(2), row.getInt(3)));
            }
        }
        return List.copyOf(columns);
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
