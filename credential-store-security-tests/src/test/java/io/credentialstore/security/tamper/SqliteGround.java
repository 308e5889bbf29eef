package io.credentialstore.security.tamper;

import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.spi.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A file. The attacker obeys none of the rules that the tables carry, because he has parsed a schema without them, while the
 * file shows the genuine one. What is left to SQLite is that a unique key is unique.
 */
final class SqliteGround implements Ground {
    /** A second row with the same key, no key at all in a table without rowid, a rowid that is no integer. */
    private static final Set<Integer> IMPOSSIBLE = Set.of(19, 20);

    private final Path file;
    private byte[] content = {};

    SqliteGround(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    @Override
    public Storage storage() {
        return SqliteStorage.open(file);
    }

    @Override
    public Connection connect() throws SQLException {
        return Sql.open(file);
    }

    @Override
    public List<Table> tables(Connection connection) throws SQLException {
        return Table.allOf(
                connection,
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
                "SELECT name, type, pk FROM pragma_table_info('%s')");
    }

    @Override
    public void disarm(Connection connection, List<Table> tables) throws SQLException {
        Sql.execute(
                connection,
                "PRAGMA foreign_keys = OFF",
                "PRAGMA ignore_check_constraints = ON",
                "PRAGMA busy_timeout = 5000",
                "CREATE TEMP TABLE genuine AS SELECT name, sql FROM main.sqlite_schema WHERE type = 'table'",
                "PRAGMA writable_schema = ON");
        for (Table table : tables) {
            forgetRules(connection, table);
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

    private static void forgetRules(Connection connection, Table table) throws SQLException {
        String sql = Sql.texts(connection, "SELECT sql FROM genuine WHERE name = '" + table + "'")
                .get(0);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE main.sqlite_schema SET sql = ? WHERE name = ?")) {
            update.setString(1, withoutRules(sql));
            update.setString(2, table.name());
            update.execute();
        }
    }

    /** Any value in any column; only a key that is the rowid itself keeps its type, since that is how rows are found. */
    private static String withoutRules(String sql) {
        return sql.replaceAll("\\bNOT NULL\\b", "")
                .replaceAll("\\bSTRICT, WITHOUT ROWID$", "WITHOUT ROWID")
                .replaceAll("\\bSTRICT$", "")
                .replaceAll(" (TEXT|BLOB|INT|BOOLEAN|VARCHAR\\(\\d+\\)|INTEGER(?! +PRIMARY KEY))(?=[ ,\\n])", "");
    }

    @Override
    public void begin(Connection connection, Table table) throws SQLException {
        Sql.execute(connection, "BEGIN IMMEDIATE");
    }

    @Override
    public void commit(Connection connection, Table table) throws SQLException {
        Sql.execute(connection, "COMMIT");
    }

    @Override
    public boolean isImpossible(SQLException refusal) {
        return IMPOSSIBLE.contains(refusal.getErrorCode() & 0xff);
    }

    @Override
    public boolean cutsTextAtZero() {
        return false;
    }

    @Override
    public void keep() throws IOException {
        content = Files.readAllBytes(file);
    }

    @Override
    public void restore() throws IOException {
        for (String sibling : List.of("-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Path.of(file + sibling));
        }
        Files.write(file, content);
    }
}
