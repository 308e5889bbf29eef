package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a store with tables of version 1. */
class MigrationTest {
    private static final SqliteSettings HASTY = SqliteSettings.defaults().withPatience(Duration.ofMillis(250));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void putBackAnOldStore() throws IOException, SQLException {
        file = directory.resolve("old.db");
        GoldenDatabase.restore("format-1.sql", file);
    }

    private String version() throws SQLException {
        try (Connection connection = Sqlite.open(file)) {
            return Sqlite.query(connection, "PRAGMA user_version").get(0);
        }
    }

    /** Entries that a store of that version would have added: the migration looks at nothing else of them. */
    private void enter(int count, String credential, String entity, int success, String action) throws SQLException {
        Sqlite.execute(file, """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO credential_audit_log (id, credential_id, entity_id, entity_type, action, success, timestamp,
                    mac_key_id, prev_mac, mac)
                SELECT 'audit_' || i, %s, '%s', 'tool', '%s', %d, '2031-01-01T00:00:00.000Z', 'key', zeroblob(32),
                    zeroblob(32) FROM n""".formatted(count, credential, entity, action, success));
    }

    private List<AccessCount> countsOfTools() {
        try (SqliteStorage storage = SqliteStorage.open(file)) {
            return storage.<List<AccessCount>>read(tx -> tx.audit().counts(AccessPair.FIRST, 100)).stream()
                    .filter(count -> count.entityType().equals("tool"))
                    .toList();
        }
    }

    @Test
    void what_the_trail_holds_is_counted() throws SQLException {
        enter(3, "'cred_1'", "mailer", 1, "retrieve");
        enter(2, "'cred_1'", "mailer", 0, "retrieve");
        enter(4, "NULL", "mailer", 0, "retrieve");
        enter(1, "'cred_1'", "another", 1, "retrieve");
        enter(5, "'cred_1'", "mailer", 1, "rotate");
        assertThat(countsOfTools())
                .containsExactly(
                        new AccessCount("-", "tool", "mailer", 4, 4),
                        new AccessCount("cred_1", "tool", "another", 1, 0),
                        new AccessCount("cred_1", "tool", "mailer", 5, 2));
        assertThat(version()).isEqualTo("2");
    }

    @Test
    void the_tables_are_then_those_of_a_new_store() throws SQLException {
        SqliteStorage.open(file).close();
        Path fresh = directory.resolve("fresh.db");
        SqliteStorage.open(fresh).close();
        assertThat(schema(file)).isEqualTo(schema(fresh));
    }

    private static List<String> schema(Path file) throws SQLException {
        try (Connection connection = Sqlite.open(file)) {
            return Sqlite.query(connection, "SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
        }
    }

    @Test
    @DisplayName("A3: a migration that fails leaves the old store as it was")
    void a_migration_that_fails_leaves_the_old_store_as_it_was() throws SQLException {
        List<String> before = schema(file);
        Sqlite.execute(file, "PRAGMA ignore_check_constraints = ON", "UPDATE credential_audit_log SET entity_id = ''");
        assertThatThrownBy(() -> SqliteStorage.open(file)).isInstanceOf(StorageException.class);
        assertThat(version()).isEqualTo("1");
        assertThat(schema(file)).isEqualTo(before);
        Sqlite.execute(file, "UPDATE credential_audit_log SET entity_id = 'mended'");
        SqliteStorage.open(file).close();
        assertThat(version()).isEqualTo("2");
    }

    @Test
    @DisplayName("an older library that has the file open, and would go on without counting, is not overtaken")
    void an_older_library_that_has_the_file_open_is_not_overtaken() throws SQLException {
        try (Connection older = Sqlite.open(file)) {
            Sqlite.execute(older, "PRAGMA journal_mode = wal");
            Sqlite.query(older, "SELECT seq FROM credential_audit_log");
            assertThatThrownBy(() -> SqliteStorage.open(file, HASTY)).isInstanceOf(StoreBusyException.class);
            assertThat(version()).isEqualTo("1");
        }
        SqliteStorage.open(file, HASTY).close();
        assertThat(version()).isEqualTo("2");
    }

    @Test
    @DisplayName("W13, W19: an old store whose tables or history somebody changed is refused, and left as it is")
    void an_old_store_that_somebody_changed_is_refused() throws SQLException {
        for (String change :
                List.of("CREATE VIEW v AS SELECT * FROM credentials", "DELETE FROM credential_store_schema_history")) {
            Sqlite.execute(file, change);
            assertThatThrownBy(() -> SqliteStorage.open(file)).isInstanceOf(TamperedException.class);
            assertThat(version()).isEqualTo("1");
            Sqlite.execute(file, "DROP VIEW IF EXISTS v");
        }
    }
}
