package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.StoredDigest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables' own rules, as whoever writes to the file without this library meets them. */
class RulesTest {
    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void fill() throws SQLException {
        Path file = directory.resolve("store.db");
        try (SqliteStorage storage = SqliteStorage.open(file)) {
            storage.write(tx -> {
                tx.state().insert(Rows.state(1));
                tx.keys().insertKey(Rows.key("dk_1", 1));
                tx.keys().insertSlot(Rows.slot("mk_1"));
                tx.credentials().insert(Rows.credential(Rows.id(1), "one"));
                tx.credentials().insertVersion(Rows.version(Rows.id(1), 1));
                tx.policies().insert(Rows.policy("pol_1", Rows.id(1), "billing"));
                tx.credentials().putDigest(new StoredDigest(1, 2, Rows.bytes(32, 1)));
                tx.audit().append(Rows.entry(1));
                tx.audit().addCounts(List.of(new AccessCount(Rows.id(1), "skill", "billing", 1, 0)));
                return true;
            });
        }
        connection = Sqlite.open(file);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store_state SET singleton = 2",
                "store_state SET audit_mac = zeroblob(31)",
                "store_state SET audit_mac = 'text'",
                "store_state SET row_mac = NULL",
                "store_state SET generation = -1",
                "store_state SET created_at = '2026-11-22'",
                "key_slots SET iv = zeroblob(11)",
                "key_slots SET salt = zeroblob(16)",
                "key_slots SET auth_tag = zeroblob(12)",
                "key_slots SET header_mac = zeroblob(33)",
                "key_slots SET wrapped_keys = zeroblob(65537)",
                "key_slots SET kdf = printf('%.*c', 65, 'x')",
                "key_slots SET kdf_iterations = 0",
                "key_slots SET kdf_iterations = 'many'",
                "encryption_keys SET status = printf('%.*c', 65, 'x')",
                "encryption_keys SET term = 0",
                "credentials SET status = printf('%.*c', 65, 'x')",
                "credentials SET environment = printf('%.*c', 65, 'x')",
                "credentials SET type = printf('%.*c', 65, 'x')",
                "credentials SET metadata = printf('%.*c', 4097, 'x')",
                "credentials SET name = printf('%.*c', 129, 'x')",
                "credentials SET name = ''",
                "credentials SET policy_digest = zeroblob(0)",
                "credentials SET row_mac = zeroblob(64)",
                "credentials SET expires_at = 'never'",
                "credentials SET bucket = 262144",
                "store_state SET credentials_digest = zeroblob(31)",
                "credential_digests SET digest = zeroblob(31)",
                "credential_digests SET level = 0",
                "credential_digests SET position = -1",
                "credential_versions SET iv = zeroblob(16)",
                "credential_versions SET salt = zeroblob(32)",
                "credential_versions SET auth_tag = zeroblob(4)",
                "credential_versions SET encrypted_value = zeroblob(0)",
                "credential_versions SET encrypted_value = zeroblob(65)",
                "credential_versions SET encrypted_value = zeroblob(1048640)",
                "credential_versions SET encrypted_value = printf('%.*c', 64, 'x')",
                "credential_versions SET status = printf('%.*c', 65, 'x')",
                "credential_versions SET version = 0",
                "credential_access_policies SET access_level = printf('%.*c', 65, 'x')",
                "credential_access_policies SET entity_type = printf('%.*c', 65, 'x')",
                "credential_access_policies SET max_uses = 0",
                "credential_access_policies SET reason = printf('%.*c', 513, 'x')",
                "credential_access_counts SET total = 0",
                "credential_access_counts SET failed = total + 1",
                "credential_access_counts SET failed = -1",
                "credential_access_counts SET entity_id = ''",
                "credential_audit_log SET success = 2",
                "credential_audit_log SET seq = 0",
                "credential_audit_log SET mac = zeroblob(16)",
                "credential_audit_log SET entity_type = printf('%.*c', 65, 'x')",
                "credential_audit_log SET timestamp = 'now'",
                "credential_audit_log SET error_message = printf('%.*c', 1025, 'x')"
            })
    void a_value_that_the_library_would_never_write_is_refused(String change) {
        assertThatThrownBy(() -> Sqlite.execute(connection, "UPDATE " + change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("CONSTRAINT");
    }

    @Test
    void the_trail_outlives_its_credential() throws SQLException {
        Sqlite.execute(
                connection,
                "PRAGMA foreign_keys = ON",
                "DELETE FROM credential_access_policies",
                "DELETE FROM credential_versions",
                "DELETE FROM credentials");
        assertThat(Sqlite.query(connection, "SELECT COUNT(*) FROM credential_audit_log"))
                .isEqualTo(List.of("1"));
    }

    @Test
    void a_credential_with_versions_cannot_go_alone() throws SQLException {
        Sqlite.execute(connection, "PRAGMA foreign_keys = ON");
        assertThatThrownBy(() -> Sqlite.execute(connection, "DELETE FROM credentials"))
                .hasMessageContaining("FOREIGNKEY");
    }
}
