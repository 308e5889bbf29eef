package io.credentialstore.jdbc.internal.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What no look at single rows would find: another schema, a second state, and text with a zero byte. The server takes no such
 * text from anybody, but keeps what its administrator has put there. It hands out what stands before the zero, which may be
 * the genuine value, and compares the whole, which hides the row from whoever asks for that value. Only reads.
 */
final class PostgresExamination {
    /** Looked at by one statement, so that none takes too long: 80 MB. */
    private static final int PAGES = 10_000;

    private static final String TABLES = """
            SELECT relname, pg_relation_size(c.oid) / current_setting('block_size')::bigint,
                string_agg(format('coalesce(%%I, '''')', attname), ' || ')
            FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
            WHERE relnamespace = to_regnamespace('%s') AND relkind = 'r'
                AND atttypid IN ('pg_catalog.text'::regtype, 'pg_catalog.varchar'::regtype)
            GROUP BY c.oid, relname ORDER BY relname COLLATE "C"
            """.formatted(PostgresConnections.SCHEMA);

    /** The pages of a table in turn; as sent in binary form, which is as kept. */
    private static final String BEHIND_ZERO = """
            SELECT count(*) FROM %s WHERE ctid >= '(%d,0)' AND ctid < '(%d,0)'
                AND position('\\x00'::bytea IN textsend(%s)) > 0""";

    /** A table that has text, how many pages it has, and all text of a row as one. */
    private record Table(String name, long pages, String text) {}

    private PostgresExamination() {}

    /** A sentence for each problem. Looks at everything, within a transaction that reads. */
    static List<String> of(Connection connection) throws SQLException {
        List<String> problems = new ArrayList<>(PostgresSchema.problems(connection));
        if (!problems.isEmpty()) {
            return problems; // the statements below are about our tables
        }
        if (PostgresSchema.number(connection, "SELECT count(*) FROM store_state") > 1) {
            problems.add("store_state holds more than one row.");
        }
        for (Table table : tables(connection)) {
            int rows = behindZeros(connection, table);
            if (rows > 0) {
                problems.add(table.name + " holds text with a zero byte in " + rows
                        + " rows: what stands behind it is compared, but never shown.");
            }
        }
        return problems;
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(new Table(row.getString(1), row.getLong(2), row.getString(3)));
            }
        }
        return tables;
    }

    private static int behindZeros(Connection connection, Table table) throws SQLException {
        int rows = 0;
        for (long page = 0; page < table.pages; page += PAGES) {
            rows += PostgresSchema.number(
                    connection, BEHIND_ZERO.formatted(table.name, page, page + PAGES, table.text));
        }
        return rows;
    }
}
