package io.credentialstore.jdbc.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.error.TamperedException;
import io.credentialstore.jdbc.Postgres;
import io.credentialstore.jdbc.PostgresStorage;
import io.credentialstore.jdbc.Sqlite;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever moves a store from one database to the other finds the same tables there, at the same version. */
class MigrationsTest {
    private static final String SQLITE_COLUMNS = """
            SELECT t.name || '.' || c.name || CASE c."notnull" WHEN 1 THEN ' NOT NULL' ELSE '' END
            FROM sqlite_schema t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name <> '%s' ORDER BY t.name, c.cid""".formatted(SchemaHistory.TABLE);

    private static final String POSTGRES_COLUMNS = """
            SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
            FROM information_schema.columns WHERE table_schema = 'credential_store' AND table_name <> '%s'
            ORDER BY table_name COLLATE "C", ordinal_position""".formatted(SchemaHistory.TABLE);

    @RegisterExtension
    private final Postgres postgres = new Postgres();

    @TempDir
    private Path directory;

    private static List<String> scripts(String database) throws IOException, URISyntaxException {
        Path folder = Path.of(Migrations.class
                .getResource("/io/credentialstore/jdbc/db/" + database)
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("V"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void both_databases_have_the_same_versions_by_the_same_names() throws Exception {
        assertThat(scripts("sqlite")).isEqualTo(Migrations.NAMES);
        assertThat(scripts("postgresql")).isEqualTo(Migrations.NAMES);
    }

    @Test
    void both_databases_have_the_same_tables_and_columns() throws SQLException {
        Path file = directory.resolve("store.db");
        SqliteStorage.open(file).close();
        try (Connection sqlite = Sqlite.open(file);
                Connection server = postgres.database().getConnection()) {
            List<String> columns = Sqlite.query(sqlite, SQLITE_COLUMNS);
            assertThat(columns).hasSizeGreaterThan(80);
            assertThat(Sqlite.query(server, POSTGRES_COLUMNS)).isEqualTo(columns);
        }
    }

    /** With an entry for each of these tries. */
    private DataSource ofVersion1(int... successes) throws SQLException {
        DataSource database = postgres.emptyDatabase();
        try (Connection connection = database.getConnection()) {
            Sqlite.execute(connection, "CREATE SCHEMA credential_store");
            Migrations.over("postgresql", database)
                    .schemas("credential_store")
                    .createSchemas(false)
                    .target("1")
                    .load()
                    .migrate();
            for (int i = 0; i < successes.length; i++) {
                Sqlite.execute(connection, """
                        INSERT INTO credential_store.credential_audit_log (seq, id, credential_id, entity_id, entity_type,
                            action, success, timestamp, mac_key_id, prev_mac, mac)
                        VALUES (%d, 'audit', 'cred_1', 'mailer', 'tool', 'retrieve', %d, '2031-01-01T00:00:00.000Z', 'key',
                            decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))""".formatted(i + 1, successes[i]));
            }
        }
        return database;
    }

    @Test
    void a_store_of_an_earlier_version_is_brought_up_to_date_and_its_trail_is_counted() throws SQLException {
        try (PostgresStorage storage = PostgresStorage.open(ofVersion1(1, 0, 1))) {
            assertThat(storage.<List<AccessCount>>read(tx -> tx.audit().counts(AccessPair.FIRST, 10)))
                    .containsExactly(new AccessCount("cred_1", "tool", "mailer", 3, 1));
            assertThat(storage.examine()).isEmpty();
        }
    }

    @Test
    @DisplayName("a store of an earlier version that somebody changed is refused, and left as it is")
    void a_store_of_an_earlier_version_that_somebody_changed_is_refused() throws SQLException {
        DataSource database = ofVersion1();
        try (Connection connection = database.getConnection()) {
            Sqlite.execute(connection, "DROP INDEX credential_store.audit_by_user");
            assertThatExceptionOfType(TamperedException.class).isThrownBy(() -> PostgresStorage.open(database));
            assertThat(Sqlite.query(connection, "SELECT max(version) FROM credential_store." + SchemaHistory.TABLE))
                    .containsExactly("1");
        }
    }
}
