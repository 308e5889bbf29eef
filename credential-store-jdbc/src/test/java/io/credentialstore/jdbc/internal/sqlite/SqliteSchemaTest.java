package io.credentialstore.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.Sqlite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteSchemaTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void migrate() throws SQLException {
        file = directory.resolve("store.db");
        SqliteMigration.migrate(StoreFile.at(file), SqliteSettings.defaults());
    }

    @Test
    void the_expected_digest_is_that_of_a_freshly_migrated_file() throws SQLException {
        try (Connection connection = Sqlite.open(file)) {
            assertThat(SqliteSchema.digest(connection)).isEqualTo(SqliteSchema.DIGESTS.get(SqliteSchema.VERSION - 1));
        }
    }

    @Test
    void migrating_again_changes_nothing() throws SQLException {
        SqliteMigration.migrate(StoreFile.at(file), SqliteSettings.defaults());
        try (Connection connection = Sqlite.open(file)) {
            assertThat(SqliteSchema.isExpected(connection, SqliteSchema.VERSION))
                    .isTrue();
        }
    }

    /** An index that no answer uses would only slow down every insert. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            credentials_live_name       | SELECT * FROM credentials WHERE name = ?1 AND environment = ?2 AND status <> 'revoked'
            credentials_by_service      | SELECT * FROM credentials WHERE service = ?1 AND environment = ?2 AND id > ?3 ORDER BY id LIMIT 9
            credentials_of_service      | SELECT * FROM credentials WHERE service = ?1 AND id > ?2 ORDER BY id LIMIT 9
            credentials_by_type         | SELECT * FROM credentials WHERE type = ?1 AND id > ?2 ORDER BY id LIMIT 9
            credentials_by_status       | SELECT * FROM credentials WHERE status = ?1 AND id > ?2 ORDER BY id LIMIT 9
            credentials_by_bucket       | SELECT id, row_mac FROM credentials WHERE bucket = ?1 ORDER BY id
            credentials_by_environment  | SELECT * FROM credentials WHERE environment = ?1 AND id > ?2 ORDER BY id LIMIT 9
            policies_by_entity          | SELECT * FROM credential_access_policies WHERE entity_type = ?1 AND entity_id = ?2 ORDER BY credential_id
            policies_by_expiry          | SELECT * FROM credential_access_policies WHERE expires_at < ?1 ORDER BY expires_at, id
            audit_by_credential         | SELECT * FROM credential_audit_log WHERE credential_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT 9
            audit_by_entity             | SELECT * FROM credential_audit_log WHERE entity_type = ?1 AND entity_id = ?2 ORDER BY seq DESC LIMIT 9
            audit_by_user               | SELECT * FROM credential_audit_log WHERE user_id = ?1 ORDER BY seq DESC LIMIT 9
            audit_by_action             | SELECT * FROM credential_audit_log WHERE action = ?1 AND action <> 'retrieve' ORDER BY seq DESC LIMIT 9
            audit_of_failures           | SELECT * FROM credential_audit_log WHERE success = 0 ORDER BY seq DESC LIMIT 9
            """)
    void each_index_serves_the_question_it_was_made_for(String index, String question) throws SQLException {
        try (Connection connection = Sqlite.open(file)) {
            String plan = Sqlite.plan(connection, question);
            assertThat(plan).contains(index);
            if (!index.equals("policies_by_expiry")) {
                assertThat(plan).doesNotContain("TEMP B-TREE");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.46.1", "3.51.2", "3.7.17"})
    void a_sqlite_that_can_damage_files_is_refused(String version) {
        assertThatThrownBy(() -> SqliteOpening.requireVersion(version))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.51.10", "3.54.1", "3.55.0", "4.0.0"})
    void a_newer_sqlite_is_taken(String version) {
        SqliteOpening.requireVersion(version);
    }
}
