package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.error.TamperedException;
import io.credentialstore.error.UnsupportedStoreException;
import io.credentialstore.jdbc.internal.schema.SchemaDigest;
import io.credentialstore.jdbc.internal.schema.SchemaHistory;
import io.credentialstore.jdbc.internal.schema.SchemaState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a schema says about itself: whose it is, in which version, with which tables. Only reads. */
final class PostgresSchema {
    /** {@link #digest} right after each migration. */
    static final List<String> DIGESTS = List.of(
            "90c8aa6cce22ec6afea21ca06adf5788cc838d87c070e914af961e0b5e0afc87",
            "be799dd1d89e189a6374daf5ad1a254d5637611840d4f042b32609eb963ff309");

    /** The number of the newest migration. */
    static final int VERSION = DIGESTS.size();

    /** Flyway's, of each migration. */
    private static final List<Integer> CHECKSUMS = List.of(1853728931, -775344426);

    /**
     * Everything in the schema, and what hangs on its tables from elsewhere. Of Flyway's table only that it is there, and
     * what was hung on it: its columns depend on the version of Flyway that made it. Left out is what changes neither rows
     * nor answers: owners, privileges, where and how rows are stored, statistics.
     */
    private static final String PARTS = """
            WITH ours AS (
                SELECT oid, relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity, relispartition,
                    relname = '%1$s' AS is_flyway
                FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = '%2$s')
            ), parts (kind, name, definition) AS (
                SELECT 'relation', relname::text,
                    concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity, relispartition)
                FROM ours WHERE relkind <> 'i'
                UNION ALL
                SELECT 'column', relname || '.' || attname,
                    concat_ws(' ', attnum, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                        collnamespace::regnamespace, collname, pg_get_expr(adbin, adrelid))
                FROM ours JOIN pg_attribute a ON a.attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
                    LEFT JOIN pg_attrdef ON adrelid = ours.oid AND adnum = attnum
                    LEFT JOIN pg_collation c ON c.oid = attcollation
                WHERE relkind <> 'i' AND NOT is_flyway
                UNION ALL
                SELECT 'constraint', relname || '.' || conname, concat_ws(' ', convalidated, pg_get_constraintdef(c.oid, true))
                FROM ours JOIN pg_constraint c ON conrelid = ours.oid
                WHERE (contype <> 'n' OR NOT convalidated) AND NOT is_flyway
                UNION ALL
                SELECT 'index', relname::text, concat_ws(' ', indisvalid, indisready, pg_get_indexdef(indexrelid, 0, true))
                FROM ours JOIN pg_index ON indexrelid = ours.oid WHERE relname NOT IN ('%1$s_pk', '%1$s_s_idx')
                UNION ALL
                SELECT 'trigger', relname || '.' || tgname, concat_ws(' ', tgenabled, pg_get_triggerdef(t.oid, true))
                FROM ours JOIN pg_trigger t ON tgrelid = ours.oid WHERE NOT tgisinternal OR tgenabled <> 'O'
                UNION ALL
                SELECT 'rule', relname || '.' || rulename, pg_get_ruledef(r.oid, true)
                FROM ours JOIN pg_rewrite r ON ev_class = ours.oid
                UNION ALL
                SELECT 'policy', relname || '.' || polname, polcmd::text FROM ours JOIN pg_policy ON polrelid = ours.oid
                UNION ALL
                SELECT 'inheritance', relname::text, '' FROM ours JOIN pg_inherits ON ours.oid IN (inhparent, inhrelid)
                UNION ALL
                SELECT 'routine', proname::text, oidvectortypes(proargtypes)
                FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = '%2$s'
                UNION ALL
                SELECT 'type', typname::text, typtype::text
                FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace
                WHERE nspname = '%2$s' AND typtype <> 'c' AND typcategory <> 'A'
                UNION ALL
                SELECT 'operator', oprname::text, ''
                FROM pg_operator JOIN pg_namespace n ON n.oid = oprnamespace WHERE nspname = '%2$s'
            )
            """.formatted(SchemaHistory.TABLE, PostgresConnections.SCHEMA);

    private static final String COUNT = PARTS
            + "SELECT count(*) FROM parts WHERE kind <> 'relation' OR name <> '%s'".formatted(SchemaHistory.TABLE);

    private static final String ALL = PARTS + "SELECT kind, name, definition FROM parts "
            + "ORDER BY kind COLLATE \"C\", name COLLATE \"C\", definition COLLATE \"C\"";

    private static final String HAS_TABLE = "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
            + "WHERE nspname = '" + PostgresConnections.SCHEMA + "' AND relkind = 'r' AND relname = '%s'";

    private PostgresSchema() {}

    /**
     * Finds out what the schema is.
     *
     * @param connection within a transaction
     * @throws UnsupportedStoreException when it is something else, or a store from the future
     * @throws TamperedException when it is a store whose tables somebody changed
     */
    static SchemaState inspect(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > 0) {
            requireMade(connection, version);
            return version < VERSION ? SchemaState.OUTDATED : SchemaState.CURRENT;
        }
        if (number(connection, COUNT) == 0) {
            return SchemaState.EMPTY;
        }
        if (number(connection, HAS_TABLE.formatted("store_state")) == 1) {
            throw changedHistory();
        }
        throw UnsupportedStoreException.notAStore("The schema " + PostgresConnections.SCHEMA
                + " holds something else than a credential store, and was left as it is. Name another database.");
    }

    /** Zero where no migration was carried out. */
    private static int version(Connection connection) throws SQLException {
        return number(connection, HAS_TABLE.formatted(SchemaHistory.TABLE)) == 0
                ? 0
                : number(connection, "SELECT coalesce(max(installed_rank), 0) FROM " + SchemaHistory.TABLE);
    }

    private static void requireMade(Connection connection, int version) throws SQLException {
        if (version > VERSION) {
            throw UnsupportedStoreException.unsupported("The store has tables of version " + version
                    + "; this library knows versions up to " + VERSION + ". Use the newer library that wrote it.");
        }
        if (!isExpected(connection, version)) {
            throw new TamperedException(
                    "pg_class",
                    "version " + version,
                    "tables, columns, constraints, indexes, triggers, rules or policies are not what was made");
        }
        if (!SchemaHistory.isOf(connection, CHECKSUMS.subList(0, version), true)) {
            throw changedHistory();
        }
    }

    private static TamperedException changedHistory() {
        return new TamperedException(SchemaHistory.TABLE, "all", "it is not what the migrations wrote");
    }

    private static boolean isExpected(Connection connection, int version) throws SQLException {
        return digest(connection).equals(DIGESTS.get(version - 1));
    }

    static String digest(Connection connection) throws SQLException {
        return SchemaDigest.of(connection, ALL);
    }

    /** A sentence for each thing that is not as the newest migration left it. */
    static List<String> problems(Connection connection) throws SQLException {
        List<String> problems = new ArrayList<>();
        if (!isExpected(connection, VERSION)) {
            problems.add(
                    "The tables, columns, constraints, indexes, triggers, rules or policies are not what was made.");
        }
        if (version(connection) != VERSION || !SchemaHistory.isOf(connection, CHECKSUMS, true)) {
            problems.add(SchemaHistory.TABLE + " is not what the migrations wrote.");
        }
        return problems;
    }

    /** The number that a query gives, or 0. */
    static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
