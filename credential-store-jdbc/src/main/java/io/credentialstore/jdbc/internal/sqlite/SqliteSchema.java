package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.InternalBugException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.error.UnsupportedStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file says about itself: whose it is, in which version, with which tables. Only reads. */
final class SqliteSchema {
    /** Flyway's own table. */
    static final String HISTORY = "credential_store_schema_history";

    /** {@link #digest} of a file right after each migration. */
    static final List<String> DIGESTS = List.of(
            "d517d344716c7b56638578e043f43a02748eca723614f66bd58d6ab9c092b074",
            "fab97f52c710d76c1d9a522301ebef9c6bbf5715cc7cab5958346c42e53eedec");

    /** The number of the newest migration, which each migration writes into {@code user_version}. */
    static final int VERSION = DIGESTS.size();

    /** What Flyway wrote down. When, by whom and how quickly a migration ran is left out: nothing is decided by it. */
    private static final List<List<Object>> APPLIED = List.of(
            List.of(1, "1", "create tables", "SQL", "V1__create_tables.sql", 1934114544, 1),
            List.of(2, "2", "count accesses", "SQL", "V2__count_accesses.sql", -1718011068, 1));

    private static final String APPLIED_COLUMNS =
            "installed_rank, version, description, type, script, checksum, success";

    private static final int APPLICATION_ID = 0x43525354; // CRST

    /**
     * Everything but the statistics of ANALYZE, and Flyway's table with what belongs to it: its text depends on the version
     * of Flyway that made it.
     */
    private static final String OURS = """
            FROM sqlite_schema WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')) AND NOT (tbl_name = '%1$s' AND (
                (type = 'table' AND name = '%1$s')
                OR (type = 'index' AND name IN ('%1$s_s_idx', 'sqlite_autoindex_%1$s_1'))))
            """.formatted(HISTORY);

    /** What can be done with a file. */
    enum State {
        /** Nothing is in it yet; a migration that was broken off counts as nothing. */
        EMPTY,
        /** A store with exactly the tables that an earlier version made. */
        OUTDATED,
        /** A store with exactly the tables that this version makes. */
        CURRENT
    }

    private SqliteSchema() {}

    /**
     * Finds out what a file is.
     *
     * @param connection within a transaction
     * @throws UnsupportedStoreException when it is something else, or a store from the future
     * @throws TamperedException when it is a store whose tables somebody changed
     */
    static State inspect(Connection connection) throws SQLException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        if (application == APPLICATION_ID) {
            requireMade(connection, version);
            return version < VERSION ? State.OUTDATED : State.CURRENT;
        }
        if (application != 0 || version != 0 || number(connection, "SELECT COUNT(*) " + OURS) != 0) {
            throw notAStore();
        }
        return State.EMPTY;
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
            throw new TamperedException(HISTORY, "all", "it is not what the migrations wrote");
        }
    }

    static boolean isExpected(Connection connection, int version) throws SQLException {
        return digest(connection).equals(DIGESTS.get(version - 1));
    }

    /** A later migration would be decided on by it. A virtual table, which runs code when it is read, has no root page. */
    static boolean isHistoryExpected(Connection connection, int version) throws SQLException {
        String real = "SELECT COUNT(*) FROM sqlite_schema WHERE name = '%s' AND type = 'table' AND rootpage > 0";
        return number(connection, real.formatted(HISTORY)) == 1
                && applied(connection).equals(APPLIED.subList(0, version));
    }

    private static List<List<@Nullable Object>> applied(Connection connection) throws SQLException {
        List<List<@Nullable Object>> applied = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + APPLIED_COLUMNS + " FROM " + HISTORY + " ORDER BY 1")) {
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

    /** SHA-256 over every table, index, view and trigger, each part with its length before it. */
    static String digest(Connection connection) throws SQLException {
        MessageDigest sha = sha256();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT type, name, tbl_name, sql " + OURS + "ORDER BY type, name")) {
            while (row.next()) {
                for (int column = 1; column <= 4; column++) {
                    update(sha, row.getString(column));
                }
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void update(MessageDigest sha, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256", "SUN");
        } catch (GeneralSecurityException e) {
            throw new InternalBugException("SHA-256 of provider SUN is missing", e);
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
