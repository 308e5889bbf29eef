package io.credentialstore.security.tamper;

import io.credentialstore.jdbc.PostgresStorage;
import io.credentialstore.security.database.Postgres;
import io.credentialstore.spi.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A database of a real server, and its superuser. He switches off what the server checks, changes rows, and switches it on
 * again in the same transaction, so that nobody ever sees other tables than the genuine ones. What is left to the server is
 * the types of columns, and that a unique key is unique.
 */
final class PostgresGround implements Ground {
    /** Another type, no equality between the types, a number out of range, a text that is too long; a second key. */
    private static final Set<String> IMPOSSIBLE = Set.of("42804", "42883", "22003", "22001", "23505");

    /** How many CHECKs there are, which no longer is looked for when there are none, and whether a column takes nulls. */
    private static final String FORGET_RULES = """
            UPDATE pg_class SET relchecks = 0 WHERE oid = '%1$s'::regclass;
            UPDATE pg_attribute SET attnotnull = false WHERE attrelid = '%1$s'::regclass AND attnum > 0""";

    private static final String REMEMBER_RULES = """
            UPDATE pg_class SET relchecks = (SELECT count(*) FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'c')
            WHERE oid = '%1$s'::regclass;
            UPDATE pg_attribute SET attnotnull = true WHERE attrelid = '%1$s'::regclass AND attnum IN (
                SELECT unnest(conkey) FROM pg_constraint WHERE conrelid = attrelid AND contype = 'n')""";

    private final String name = Postgres.newDatabase();

    PostgresGround() throws SQLException {
        try (Connection connection = connect(name)) {
            Sql.execute(connection, "CREATE CAST (bytea AS text) WITHOUT FUNCTION"); // any bytes, unread
        }
    }

    private static Connection connect(String database) throws SQLException {
        return Postgres.database(database).getConnection();
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = connect(Postgres.SUPERUSER)) {
            Sql.execute(connection, statements);
        }
    }

    @Override
    public Storage storage() {
        return PostgresStorage.open(Postgres.database(name));
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = connect(name);
        Sql.execute(connection, "SET search_path TO credential_store");
        return connection;
    }

    @Override
    public List<Table> tables(Connection connection) throws SQLException {
        return Table.allOf(
                connection,
                "SELECT tablename FROM pg_tables WHERE schemaname = 'credential_store' ORDER BY tablename",
                """
                SELECT attname, format_type(atttypid, atttypmod), coalesce(array_position(conkey, attnum), 0)
                FROM pg_attribute LEFT JOIN pg_constraint ON conrelid = attrelid AND contype = 'p'
                WHERE attrelid = '%s'::regclass AND attnum > 0 ORDER BY attnum""");
    }

    /** Of triggers and foreign keys at once; of the others for each transaction. */
    @Override
    public void disarm(Connection connection, List<Table> tables) throws SQLException {
        Sql.execute(connection, "SET session_replication_role TO replica");
    }

    @Override
    public void begin(Connection connection, Table table) throws SQLException {
        Sql.execute(connection, "BEGIN", FORGET_RULES.formatted(table));
    }

    @Override
    public void commit(Connection connection, Table table) throws SQLException {
        Sql.execute(connection, REMEMBER_RULES.formatted(table), "COMMIT");
    }

    @Override
    public boolean isImpossible(SQLException refusal) {
        return IMPOSSIBLE.contains(refusal.getSQLState());
    }

    @Override
    public boolean cutsTextAtZero() {
        return true;
    }

    @Override
    public void keep() throws SQLException {
        administer("CREATE DATABASE " + name + "_kept TEMPLATE " + name);
    }

    @Override
    public void restore() throws SQLException {
        administer(
                "DROP DATABASE " + name + " WITH (FORCE)", "CREATE DATABASE " + name + " TEMPLATE " + name + "_kept");
    }
}
