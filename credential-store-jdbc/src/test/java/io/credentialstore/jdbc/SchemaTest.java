package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.spi.StoredAuditEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void makeStore() {
        file = directory.resolve("store.db");
        SqliteStorage.open(file).close();
    }

    @Test
    void a_store_is_marked_as_ours_and_with_its_version() throws SQLException {
        try (Connection connection = Sqlite.open(file)) {
            assertThat(Sqlite.query(connection, "PRAGMA application_id")).containsExactly("1129468756");
            assertThat(Sqlite.query(connection, "PRAGMA user_version")).containsExactly("2");
            assertThat(Sqlite.query(connection, "PRAGMA journal_mode")).containsExactly("wal");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t AFTER INSERT ON credential_audit_log BEGIN DELETE FROM credential_audit_log; END",
                "CREATE TRIGGER t AFTER INSERT ON credential_store_schema_history BEGIN SELECT 1; END",
                "CREATE VIEW v AS SELECT * FROM credentials",
                "CREATE TABLE extra (x)",
                "CREATE VIRTUAL TABLE f USING fts5(x)",
                "CREATE INDEX i ON credentials (updated_at)",
                "CREATE INDEX i ON credential_store_schema_history (version)",
                "DROP INDEX audit_by_user",
                "DROP TABLE credential_access_policies",
                "ALTER TABLE credentials ADD COLUMN extra TEXT",
                "ALTER TABLE credentials RENAME COLUMN status TO state",
                "CREATE TABLE sqlitexstat1 (x)"
            })
    @DisplayName("W13: whatever is added to the schema, taken away or changed is refused at open")
    void whatever_is_added_taken_away_or_changed_is_refused_at_open(String change) throws SQLException {
        Sqlite.execute(file, change);
        assertThatThrownBy(() -> SqliteStorage.open(file))
                .isInstanceOfSatisfying(
                        TamperedException.class, e -> assertThat(e.table()).isEqualTo("sqlite_schema"));
    }

    @Test
    @DisplayName("W13: a table whose rules were rewritten in place is refused at open")
    void a_table_whose_rules_were_rewritten_in_place_is_refused_at_open() throws SQLException {
        Sqlite.execute(
                file,
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (length(row_mac) = 32)', '') WHERE name = 'credentials'");
        assertThatThrownBy(() -> SqliteStorage.open(file)).isInstanceOf(TamperedException.class);
    }

    @Test
    void statistics_for_the_planner_are_nobodys_harm() throws SQLException {
        Sqlite.execute(file, "ANALYZE");
        try (SqliteStorage storage = SqliteStorage.open(file)) {
            assertThat(storage.examine()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE credential_store_schema_history SET checksum = checksum + 1",
                "UPDATE credential_store_schema_history SET script = 'V1__other.sql'",
                "UPDATE credential_store_schema_history SET success = 0",
                "INSERT INTO credential_store_schema_history VALUES (3, '999', 'later', 'SQL', 'V999__later.sql', 1, '', '', 1, 1)",
                "DELETE FROM credential_store_schema_history",
                "DROP TABLE credential_store_schema_history"
            })
    @DisplayName("W19: a migration history that was edited is refused at open")
    void an_edited_migration_history_is_refused_at_open(String edit) throws SQLException {
        Sqlite.execute(file, edit);
        assertThatThrownBy(() -> SqliteStorage.open(file))
                .isInstanceOfSatisfying(
                        TamperedException.class, e -> assertThat(e.table()).endsWith("schema_history"));
    }

    @Test
    void when_and_by_whom_a_migration_was_run_is_nobodys_harm() throws SQLException {
        Sqlite.execute(
                file,
                "UPDATE credential_store_schema_history SET installed_on = '', installed_by = 'x', execution_time = 7");
        SqliteStorage.open(file).close();
    }

    @Test
    @DisplayName("W19: a migration history that is edited while the store is open is found")
    void an_edited_migration_history_is_found_by_examining() throws SQLException {
        try (SqliteStorage storage = SqliteStorage.open(file)) {
            Sqlite.execute(file, "DROP TABLE credential_store_schema_history");
            assertThat(storage.examine()).singleElement().asString().contains("schema_history");
        }
    }

    @Test
    @DisplayName("W13: a trigger planted while the store is open does not run")
    void a_trigger_planted_while_the_store_is_open_does_not_run() throws SQLException {
        try (SqliteStorage storage = SqliteStorage.open(file)) {
            storage.write(tx -> {
                tx.audit().append(Rows.entry(1));
                return true;
            });
            Sqlite.execute(
                    file,
                    "CREATE TRIGGER t AFTER INSERT ON credential_audit_log BEGIN DELETE FROM credential_audit_log; END");
            assertThatThrownBy(() -> storage.write(tx -> {
                        tx.audit().append(Rows.entry(2));
                        return true;
                    }))
                    .isInstanceOf(StorageException.class);
            assertThat(storage.<List<StoredAuditEntry>>read(tx -> tx.audit().scan(0, 10)))
                    .containsExactly(Rows.entry(1));
            assertThat(storage.examine()).singleElement().asString().contains("not what was made");
        }
    }

    @Test
    @DisplayName("W14, W15: examining finds rows that the rules forbid")
    void examining_finds_rows_that_the_rules_forbid() throws SQLException {
        Sqlite.execute(
                file,
                "PRAGMA foreign_keys = OFF",
                "PRAGMA ignore_check_constraints = ON",
                "INSERT INTO credential_versions VALUES ('gone', 1, x'00', x'00', x'00', x'00', 1, 'k', 'active', 't', NULL,"
                        + " NULL, x'00')");
        try (SqliteStorage storage = SqliteStorage.open(file)) {
            assertThat(storage.examine())
                    .anySatisfy(problem -> assertThat(problem).contains("credential_versions", "does not exist"))
                    .anySatisfy(problem -> assertThat(problem).contains("CHECK constraint failed"));
        }
    }
}
