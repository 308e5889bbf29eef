package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.error.UnsupportedStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opening makes of what it finds in a database. */
class PostgresSchemaTest {
    @RegisterExtension
    private final Postgres postgres = new Postgres();

    private DataSource database;

    @BeforeEach
    void create() {
        database = postgres.emptyDatabase();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Sqlite.execute(connection, "SET search_path TO credential_store");
            Sqlite.execute(connection, statements);
        }
    }

    private void makeStore() {
        PostgresStorage.open(database).close();
    }

    private void refuses(Class<? extends Exception> type, String words) {
        assertThatExceptionOfType(type)
                .isThrownBy(() -> PostgresStorage.open(database))
                .withMessageContaining(words);
    }

    @Test
    void what_else_is_in_the_database_is_nobodys_harm() throws SQLException {
        execute("CREATE TABLE public.credentials (x INTEGER)", "INSERT INTO public.credentials VALUES (1)");
        makeStore();
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            assertThat(storage.examine()).isEmpty();
        }
    }

    @Test
    void a_schema_that_holds_something_else_is_left_as_it_is() throws SQLException {
        execute("CREATE SCHEMA credential_store", "CREATE TABLE credential_store.credentials (x INTEGER)");
        refuses(UnsupportedStoreException.class, "something else");
        try (Connection connection = database.getConnection()) {
            assertThat(Sqlite.query(
                            connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'credential_store'"))
                    .containsExactly("credentials");
        }
    }

    @Test
    @DisplayName("A3: tables and what is written down about them are made in one transaction")
    void tables_and_history_are_made_in_one_transaction() throws SQLException {
        makeStore();
        try (Connection connection = database.getConnection()) {
            assertThat(
                            Sqlite.query(
                                    connection,
                                    "SELECT CAST(xmin AS TEXT) FROM pg_namespace WHERE nspname = 'credential_store'"
                                            + " UNION SELECT CAST(xmin AS TEXT) FROM pg_class"
                                            + " WHERE relnamespace = 'credential_store'::regnamespace"
                                            + " UNION SELECT CAST(xmin AS TEXT) FROM credential_store.credential_store_schema_history"))
                    .hasSize(1);
        }
    }

    @Test
    void a_migration_that_was_broken_off_is_finished() throws SQLException {
        makeStore();
        execute(
                "DROP TABLE store_state, key_slots, encryption_keys, credential_versions, credential_access_policies,"
                        + " credentials, credential_digests, credential_audit_log, credential_access_counts",
                "DELETE FROM credential_store_schema_history");
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            assertThat(storage.examine()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                        + " CREATE TRIGGER t AFTER INSERT ON credential_audit_log EXECUTE FUNCTION public.f()",
                "CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                        + " CREATE TRIGGER t BEFORE INSERT ON credential_store_schema_history EXECUTE FUNCTION public.f()",
                "CREATE RULE r AS ON DELETE TO credential_access_policies DO INSTEAD NOTHING",
                "CREATE POLICY p ON credentials USING (false)",
                "ALTER TABLE credentials ENABLE ROW LEVEL SECURITY",
                "CREATE VIEW v AS SELECT * FROM credentials",
                "CREATE MATERIALIZED VIEW v AS SELECT * FROM credentials",
                "CREATE TABLE extra (x INTEGER)",
                "CREATE TABLE public.child () INHERITS (credential_audit_log)",
                "CREATE SEQUENCE s",
                "CREATE DOMAIN d AS TEXT",
                "CREATE TYPE e AS ENUM ('x')",
                "CREATE INDEX i ON credentials (updated_at)",
                "DROP INDEX audit_by_user",
                "DROP TABLE credential_access_policies",
                "ALTER TABLE credentials ADD COLUMN extra TEXT",
                "ALTER TABLE credentials RENAME COLUMN status TO state",
                "ALTER TABLE credentials ALTER COLUMN name TYPE TEXT COLLATE \"POSIX\"",
                "ALTER TABLE credentials ALTER COLUMN name DROP NOT NULL",
                "ALTER TABLE credentials ALTER COLUMN status SET DEFAULT 'active'",
                "ALTER TABLE credentials ALTER COLUMN bucket TYPE BIGINT",
                "ALTER TABLE credentials DROP CONSTRAINT credentials_row_mac_check",
                "ALTER TABLE credential_versions DISABLE TRIGGER ALL",
                "ALTER TABLE credential_audit_log SET UNLOGGED"
            })
    @DisplayName("W13: whatever is added to the schema, taken away or changed is refused at open, and found while open")
    void whatever_is_added_taken_away_or_changed_is_refused_at_open(String change) throws SQLException {
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            assertThat(storage.examine()).isEmpty();
            execute(change);
            assertThat(storage.examine()).singleElement().asString().contains("not what was made");
        }
        refuses(TamperedException.class, "pg_class");
    }

    @Test
    @DisplayName("W13: a NOT NULL that does not hold for old rows is found, on servers that can have one")
    void a_not_null_that_is_not_valid_is_found() throws SQLException {
        String constraints = "FROM pg_constraint WHERE contype = 'n' AND conrelid = 'credentials'::regclass";
        try (PostgresStorage storage = PostgresStorage.open(database);
                Connection connection = database.getConnection()) {
            Sqlite.execute(connection, "SET search_path TO credential_store");
            List<String> since18 = Sqlite.query(connection, "SELECT DISTINCT 'not what was made' " + constraints);
            execute("UPDATE pg_constraint SET convalidated = false WHERE oid IN (SELECT oid " + constraints + ")");
            assertThat(storage.examine())
                    .hasSameSizeAs(since18)
                    .allSatisfy(problem -> assertThat(problem).contains(since18));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE credential_store_schema_history SET checksum = checksum + 1",
                "UPDATE credential_store_schema_history SET script = 'V1__other.sql'",
                "UPDATE credential_store_schema_history SET success = false",
                "DELETE FROM credential_store_schema_history",
                "DROP TABLE credential_store_schema_history"
            })
    @DisplayName("W19: a migration history that was edited is refused at open, and found while open")
    void an_edited_migration_history_is_refused_at_open(String edit) throws SQLException {
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            execute(edit);
            assertThat(storage.examine())
                    .anySatisfy(problem -> assertThat(problem).contains("schema_history"));
        }
        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(() -> PostgresStorage.open(database))
                .matches(e -> e.table().endsWith("schema_history"));
    }

    @Test
    @DisplayName(
            "text with a zero byte, of which only what stands before it is ever shown, is found in every table that has text")
    void text_with_a_zero_byte_is_found() throws SQLException {
        makeStore();
        execute(
                "CREATE CAST (bytea AS text) WITHOUT FUNCTION",
                "UPDATE credential_store_schema_history SET description = CAST(CAST(description AS bytea) || '\\x0078' AS text)",
                "INSERT INTO credential_access_counts SELECT 'cred', 'skill', CAST(CAST('reader' AS bytea) || '\\x00' AS text), 1, 0");
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            assertThat(storage.examine())
                    .satisfiesExactly(
                            counts -> assertThat(counts).contains("credential_access_counts", "zero byte in 1 rows"),
                            history -> assertThat(history)
                                    .contains("credential_store_schema_history", "zero byte in 2 rows"));
        }
    }

    @Test
    @DisplayName("a second row of store_state, which nobody reads, is found")
    void a_second_state_is_found() throws SQLException {
        makeStore();
        String row =
                "'s', 1, repeat('t', 24), 0, 0, b, repeat('t', 24), b, b, 'k', b FROM decode(repeat('00', 32), 'hex') b";
        execute(
                "INSERT INTO store_state SELECT 1, " + row,
                "UPDATE pg_class SET relchecks = 0 WHERE oid = 'store_state'::regclass",
                "INSERT INTO store_state SELECT 2, " + row,
                "UPDATE pg_class SET relchecks = 12 WHERE oid = 'store_state'::regclass");
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            assertThat(storage.examine()).containsExactly("store_state holds more than one row.");
        }
    }

    @Test
    void tables_of_a_newer_library_are_refused() throws SQLException {
        makeStore();
        execute("INSERT INTO credential_store_schema_history"
                + " SELECT 3, '3', 'later', type, 'V3__later.sql', 1, '', now(), 1, true"
                + " FROM credential_store_schema_history WHERE installed_rank = 1");
        assertThatExceptionOfType(UnsupportedStoreException.class)
                .isThrownBy(() -> PostgresStorage.open(database))
                .matches(e -> e.code() == ErrorCode.UNSUPPORTED_FORMAT)
                .withMessageContaining("version 3");
    }

    @Test
    void statistics_and_where_rows_are_kept_are_nobodys_harm() throws SQLException {
        makeStore();
        execute(
                "ANALYZE",
                "ALTER TABLE credentials SET (fillfactor = 80)",
                "ALTER TABLE credentials OWNER TO pg_monitor");
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            assertThat(storage.examine()).isEmpty();
        }
    }

    @Test
    @DisplayName("W13: a policy that would hide rows, made while the store is open, makes reading fail instead")
    void a_policy_that_would_hide_rows_makes_reading_fail() throws SQLException {
        makeStore();
        execute(
                "GRANT USAGE ON SCHEMA credential_store TO credential_store_library",
                "GRANT SELECT ON ALL TABLES IN SCHEMA credential_store TO credential_store_library");
        try (PostgresStorage storage = PostgresStorage.open(postgres.sameDatabase(database, Postgres.LIBRARY))) {
            execute("ALTER TABLE credentials ENABLE ROW LEVEL SECURITY");
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.read(tx -> tx.credentials().find("any")));
        }
    }

    @Test
    void a_database_that_cannot_hold_all_text_is_refused() throws SQLException {
        database = postgres.emptyDatabase("TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        refuses(StorageException.class, "UTF8");
    }
}
