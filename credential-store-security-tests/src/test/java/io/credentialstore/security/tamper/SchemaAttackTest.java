package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planted into the schema, or taken out of it: refused at open, and without effect on a store that is open. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaAttackTest {
    private SqliteGround ground;
    private RichStore rich;

    @BeforeAll
    void make(@TempDir Path directory) throws SQLException, IOException {
        ground = new SqliteGround(directory.resolve("store.db"));
        rich = new RichStore(ground);
    }

    @BeforeEach
    void restore() throws SQLException, IOException {
        rich.restore();
    }

    @AfterAll
    void close() {
        rich.close();
    }

    private void attack(String script) throws SQLException {
        Sql.execute(ground.file(), script.split(";;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t AFTER INSERT ON credential_audit_log BEGIN DELETE FROM credential_audit_log WHERE seq = new.seq; END",
                "CREATE TRIGGER t BEFORE DELETE ON credential_access_policies BEGIN SELECT RAISE(IGNORE); END",
                "CREATE VIEW v AS SELECT * FROM credentials",
                "CREATE TEMP TABLE copy AS SELECT * FROM credential_access_policies;; DROP TABLE credential_access_policies;;"
                        + " CREATE VIEW credential_access_policies AS SELECT 1 AS id",
                "CREATE INDEX i ON credentials (name) WHERE status = 'active'",
                "DROP INDEX credentials_live_name",
                "ALTER TABLE credentials ADD COLUMN planted TEXT GENERATED ALWAYS AS (name) VIRTUAL",
                "ALTER TABLE credential_audit_log ADD COLUMN planted TEXT",
                "PRAGMA writable_schema = ON;; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'credentials'",
                "PRAGMA writable_schema = ON;; UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') WHERE name = 'credentials'",
                "PRAGMA writable_schema = ON;; DELETE FROM sqlite_schema WHERE name = 'credentials_by_bucket'",
                "PRAGMA writable_schema = ON;; UPDATE sqlite_schema SET sql = replace(sql, 'credentials (bucket, id)',"
                        + " 'credentials (bucket, id) WHERE name <> ''bystander''') WHERE name = 'credentials_by_bucket'",
                "CREATE TABLE copy AS SELECT * FROM credential_audit_log;; DROP TABLE credential_audit_log;;"
                        + " ALTER TABLE copy RENAME TO credential_audit_log",
                "DROP TABLE credential_digests",
                "DROP TABLE credential_audit_log",
                "UPDATE credential_store_schema_history SET checksum = checksum + 1",
                "INSERT INTO credential_store_schema_history VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 1, '', '', 1, 1)"
            })
    @DisplayName(
            "W13, W19, W8: a planted trigger, view, index, column or migration, and a table made anew, are refused at open")
    void anythingPlantedOrTakenOut_isRefusedAtOpen(String script) throws SQLException {
        attack(script);
        assertThatThrownBy(() -> rich.open().close()).isInstanceOfAny(TamperedException.class, StorageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t AFTER INSERT ON credential_audit_log BEGIN DELETE FROM credential_audit_log WHERE seq = new.seq; END",
                "CREATE TRIGGER t AFTER UPDATE ON store_state BEGIN UPDATE credentials SET status = 'active'; END",
                "DROP TABLE credential_audit_log",
                "DELETE FROM credential_audit_log",
                "DROP INDEX audit_by_credential",
                "ALTER TABLE credentials RENAME COLUMN status TO state",
                "UPDATE credential_store_schema_history SET checksum = checksum + 1"
            })
    @DisplayName("W13, W8: what is done to the schema under a running store releases no value unrecorded, and is found")
    void anythingDoneUnderARunningStore_isWithoutEffectAndFound(String script) throws SQLException, IOException {
        try (Siege siege = new Siege(rich)) {
            long before = siege.store().verifyIntegrity().auditEntries();
            attack(script);
            boolean released = true;
            try {
                siege.store()
                        .retrieveCredential(rich.bystander(), RichStore.READER)
                        .close();
            } catch (CredentialStoreException refused) {
                released = false;
            }
            if (released) {
                assertThat(siege.store().verifyIntegrity().auditEntries()).isEqualTo(before + 1);
            }
            assertThat(found(siege)).isTrue();
        }
    }

    /** By a finding, or by a table that cannot be read any more. */
    private static boolean found(Siege siege) {
        try {
            return !siege.store().verifyIntegrity().isIntact();
        } catch (CredentialStoreException unreadable) {
            return true;
        }
    }
}
