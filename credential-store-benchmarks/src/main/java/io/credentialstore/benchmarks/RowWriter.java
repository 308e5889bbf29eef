package io.credentialstore.benchmarks;

import io.credentialstore.model.Bytes;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes millions of rows into the tables of a store that nobody has open: in one transaction without a journal, with
 * indexes made when all rows are there. Records of the storage port name their columns in the order of the tables. Not
 * thread-safe.
 */
final class RowWriter implements AutoCloseable {
    private static final String INDEXES =
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";

    private final Connection connection;
    private final Map<String, String> indexes = new LinkedHashMap<>();
    private final Map<String, PreparedStatement> inserts = new HashMap<>();

    RowWriter(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute("PRAGMA journal_mode = OFF");
        execute("PRAGMA synchronous = OFF");
        execute("PRAGMA cache_size = -262144");
        execute("BEGIN");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INDEXES)) {
            while (row.next()) {
                indexes.put(row.getString(1), row.getString(2));
            }
        }
        for (String index : indexes.keySet()) {
            execute("DROP INDEX " + index);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void insert(String table, Record row) throws SQLException {
        RecordComponent[] columns = row.getClass().getRecordComponents();
        PreparedStatement insert = insertInto(table, columns.length);
        for (int column = 0; column < columns.length; column++) {
            Object value = read(row, columns[column]);
            insert.setObject(column + 1, value instanceof Bytes bytes ? bytes.toArray() : value);
        }
        insert.executeUpdate();
    }

    private PreparedStatement insertInto(String table, int columns) throws SQLException {
        PreparedStatement insert = inserts.get(table);
        if (insert == null) {
            String places = String.join(", ", Collections.nCopies(columns, "?"));
            insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")");
            inserts.put(table, insert);
        }
        return insert;
    }

    private static Object read(Record row, RecordComponent column) {
        try {
            return column.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the indexes again, letter by letter as they were. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            for (String index : indexes.values()) {
                execute(index);
            }
            execute("COMMIT");
            execute("PRAGMA journal_mode = WAL");
        }
    }
}
