package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.TamperedException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file whose tables and indexes do not say the same: SQLite believes each of them as far as a statement uses it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LyingFileTest {
    private static final Entity SKILL = Entity.skill("reporter");

    @TempDir
    private Path directory;

    private Path file;
    private CredentialStore store;
    private CredentialId id;

    @BeforeEach
    void storeWithAGrant() {
        file = directory.resolve("file.db");
        store = SqliteCredentialStore.open(file, MasterKeyProvider.of(MasterKey.generate()));
        try (ApiKey value = TestValues.apiKey("value")) {
            id = store.storeCredential("name", "service", value);
        }
        store.grantAccess(id, SKILL, AccessLevel.READ);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Puts an empty index into the place of the one that finds rows of a table by their id. */
    private void hideIdsOf(String table) throws SQLException {
        Sqlite.execute(
                file,
                "CREATE TABLE empty (id TEXT NOT NULL PRIMARY KEY) STRICT",
                "PRAGMA writable_schema = ON",
                """
                UPDATE sqlite_schema
                SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_empty_1')
                WHERE name = 'sqlite_autoindex_%s_1'""".formatted(table),
                "DELETE FROM sqlite_schema WHERE tbl_name = 'empty'",
                "PRAGMA writable_schema = RESET");
    }

    /** Puts a table without any rule into the place of another one. */
    private void replace(String table, String columns, String planted) throws SQLException {
        Sqlite.execute(
                file,
                "CREATE TABLE planted (" + columns + ")",
                "INSERT INTO planted SELECT * FROM " + table,
                planted,
                "DROP TABLE " + table,
                "ALTER TABLE planted RENAME TO " + table);
    }

    @Test
    @DisplayName("W5, W14: a grant that an index hides from its removal is not sealed anew as if it stood")
    void revocationOfAHiddenGrant_doesNotPassForDone() throws SQLException {
        hideIdsOf("credential_access_policies");

        assertThatThrownBy(() -> store.revokeAccess(id, SKILL, null)).isInstanceOf(TamperedException.class);
        assertThatThrownBy(() -> store.revokeAllAccess(id, null)).isInstanceOf(TamperedException.class);
    }

    @Test
    @DisplayName("W14: the check of a trail whose entries come out of order ends, and says so")
    void trailOutOfOrder_isToldAndEnds() throws SQLException {
        replace("credential_audit_log", """
                seq, id, credential_id, entity_id, entity_type, user_id, action, success, timestamp, ip_address,
                error_code, error_message, metadata, run_id, purpose, version, row_version, mac_key_id, prev_mac, mac""", """
                INSERT INTO planted (seq, id, mac_key_id, prev_mac, mac)
                VALUES ('after every number', 'audit_1', 'key_1', zeroblob(32), zeroblob(32))""");

        assertThat(store.verifyIntegrity().findings())
                .anyMatch(finding -> finding.problem().contains("not in order"));
    }

    @Test
    @DisplayName("W14: the check of a tree with a node that hangs on itself ends, and says so")
    void treeWithACircle_isToldAndEnds() throws SQLException {
        replace("credential_digests", "level, position, digest", """
                INSERT INTO planted VALUES (1.0, 0.0, zeroblob(32)), (0.0, -1.0, zeroblob(32))""");

        assertThat(store.verifyIntegrity().findings())
                .anyMatch(finding -> finding.table().equals("credential_digests"));
    }
}
