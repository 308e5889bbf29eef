package io.credentialstore.jdbc.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What Flyway writes down about the migrations that it ran. A later migration would be decided on by it. */
public final class SchemaHistory {
    /** Flyway's own table. */
    public static final String TABLE = "credential_store_schema_history";

    /** When, by whom and how quickly a migration ran is left out: nothing is decided by it. */
    private static final String APPLIED =
            "SELECT installed_rank, version, description, type, script, checksum, success FROM " + TABLE
                    + " ORDER BY 1";

    private SchemaHistory() {}

    /**
     * Whether exactly these migrations were run, and each of them as a whole.
     *
     * @param connection within a transaction
     * @param checksums Flyway's, of each migration
     * @param success how this database says that a migration succeeded; anything that it would convert to that is refused
     * @throws SQLException when the table cannot be read
     */
    public static boolean isOf(Connection connection, List<Integer> checksums, Object success) throws SQLException {
        List<List<Object>> expected = IntStream.range(0, checksums.size())
                .mapToObj(i -> expected(i, checksums.get(i), success))
                .toList();
        return applied(connection).equals(expected);
    }

    private static List<Object> expected(int index, int checksum, Object success) {
        String script = Migrations.NAMES.get(index);
        String version = Integer.toString(index + 1);
        String description = script.substring(script.indexOf("__") + 2, script.indexOf('.'));
        return List.of(index + 1, version, description.replace('_', ' '), "SQL", script, checksum, success);
    }

    private static List<List<@Nullable Object>> applied(Connection connection) throws SQLException {
        List<List<@Nullable Object>> applied = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(APPLIED)) {
            while (row.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    values.add(row.getObject(column));
                }
                applied.add(values);
            }
        }
        return applied;
    }
}
