package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.TamperedException;
import io.credentialstore.error.UnsupportedStoreException;
import io.credentialstore.jdbc.internal.schema.SchemaDigest;
import io.credentialstore.jdbc.internal.schema.SchemaHistory;
import io.credentialstore.jdbc.internal.schema.SchemaState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a file says about itself: whose it is, in which version, with which tables. Only reads. */
final class SqliteSchema {
    /** {@link #digest} of a file right after each migration. */
    static final List<String> DIGESTS = List.of(
            "d517d344716c7b56638578e043f43a02748eca723614f66bd58d6ab9c092b074",
            "fab97f52c710d76c1d9a522301ebef9c6bbf5715cc7cab5958346c42e53eedec");

    /** The number of the newest migration, which each migration writes into {@code user_version}. */
    static final int VERSION = DIGESTS.size();

    /** Flyway's, of each migration. */
    private static final List<Integer> CHECKSUMS = List.of(1934114544, -1718011068);

    private static final int APPLICATION_ID = 0x43525354; // CRST

    /**
     * Everything but the statistics of ANALYZE, and Flyway's table with what belongs to it: its text depends on the version
     * of Flyway that made it.
     */
    private static final String OURS = """
            FROM sqlite_schema WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')) AND NOT (tbl_name = '%1$s' AND (
                (type = 'table' AND name = '%1$s')
                OR (type = 'index' AND name IN ('%1$s_s_idx', 'sqlite_autoindex_%1$s_1'))))
            """.formatted(SchemaHistory.TABLE);

    private SqliteSchema() {}

    /**
     * Finds out what a file is.
     *
     * @param connection within a transaction
     * @throws UnsupportedStoreException when it is something else, or a store from the future
     * @throws TamperedException when it is a store whose tables somebody changed
     */
    static SchemaState inspect(Connection connection) throws SQLException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        if (application == APPLICATION_ID) {
            requireMade(connection, version);
            return version < VERSION ? SchemaState.OUTDATED : SchemaState.CURRENT;
        }
        if (application != 0 || version != 0 || number(connection, "SELECT COUNT(*) " + OURS) != 0) {
            throw notAStore();
        }
        return SchemaState.EMPTY;
    }

    static UnsupportedStoreException notAStore() {
        return UnsupportedStoreException.notAStore(
                "The file is not a credential store, and was left as it is. Name a store, or a file that does not exist yet.");
    }

    private static void requireMade(Connection connection, int version) throws SQLException {
        if (version > VERSION) {
            throw UnsupportedStoreException.unsupported("The store has tables of version " + version
                    + "; this library knows versions up to " + VERSION + ". Use the newer library that wrote it.");
        }
        if (version < 1 || !isExpected(connection, version)) {
            throw new TamperedException(
                    "sqlite_schema", "version " + version, "tables, indexes, views or triggers are not what was made");
        }
        if (!isHistoryExpected(connection, version)) {
            throw new TamperedException(SchemaHistory.TABLE, "all", "it is not what the migrations wrote");
        }
    }

    static boolean isExpected(Connection connection, int version) throws SQLException {
        return digest(connection).equals(DIGESTS.get(version - 1));
    }

    /** A virtual table, which runs code when it is read, has no root page. */
    static boolean isHistoryExpected(Connection connection, int version) throws SQLException {
        String real = "SELECT COUNT(*) FROM sqlite_schema WHERE name = '%s' AND type = 'table' AND rootpage > 0";
        return number(connection, real.formatted(SchemaHistory.TABLE)) == 1
                && SchemaHistory.isOf(connection, CHECKSUMS.subList(0, version), 1);
    }

    /** Over every table, index, view and trigger. */
    static String digest(Connection connection) throws SQLException {
        return SchemaDigest.of(connection, "SELECT type, name, tbl_name, sql " + OURS + "ORDER BY type, name");
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
