package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.TamperedException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose indexes do not say what its tables say: statements believe what they are carried out with. */
@Timeout(120)
class LyingIndexTest {
    private static final Entity SKILL = Entity.skill("reporter");

    private final MasterKey key = MasterKey.generate();
    private PostgresGround ground;
    private Connection attacker;
    private CredentialStore store;
    private CredentialId id;

    @BeforeEach
    void storeWithAGrant() throws SQLException {
        ground = new PostgresGround();
        ground.storage().close();
        attacker = ground.connect();
        Sql.execute(
                attacker,
                "SET session_replication_role TO replica",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database()); END $$");
        store = Stores.builder(ground::storage, key).open();
        try (ApiKey value = TestValues.apiKey("value")) {
            id = store.storeCredential("name", "service", value);
        }
        store.grantAccess(id, SKILL, AccessLevel.READ);
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
        attacker.close();
        key.close();
    }

    /** Takes the rows out and puts them in again while the table's indexes take nothing in. */
    private void hideRowsOf(String table) throws SQLException {
        String indexes = "WHERE indrelid = '%s'::regclass".formatted(table);
        Sql.execute(
                attacker,
                "BEGIN",
                "CREATE TEMP TABLE hidden ON COMMIT DROP AS SELECT * FROM " + table,
                "DELETE FROM " + table,
                "UPDATE pg_index SET indisready = false " + indexes,
                "INSERT INTO " + table + " SELECT * FROM hidden",
                "UPDATE pg_index SET indisready = true " + indexes,
                "COMMIT");
    }

    private void retrieve() {
        store.retrieveCredential(id, SKILL.id()).close();
    }

    @Test
    @DisplayName("W5, W14: a grant that indexes hide gives nothing, and its revocation does not pass for done")
    void hiddenGrant_givesNothing_andItsRevocationDoesNotPassForDone() throws SQLException {
        hideRowsOf("credential_access_policies");

        assertThatThrownBy(() -> store.revokeAccess(id, SKILL, null)).isInstanceOf(TamperedException.class);
        assertThatThrownBy(() -> store.revokeAllAccess(id, null)).isInstanceOf(TamperedException.class);
        assertThatThrownBy(this::retrieve).isInstanceOf(TamperedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store_state",
                "key_slots",
                "encryption_keys",
                "credentials",
                "credential_versions",
                "credential_access_policies",
                "credential_digests",
                "credential_audit_log",
                "credential_access_counts"
            })
    @DisplayName("W14: that indexes hide rows is reported by verifyIntegrity, and nothing is lost once they are mended")
    void hiddenRows_areReported_andComeBack(String table) throws SQLException {
        retrieve();
        hideRowsOf(table);

        assertThat(store.verifyIntegrity().findings()).isNotEmpty();

        Sql.execute(attacker, "REINDEX TABLE " + table);
        assertThat(store.verifyIntegrity().findings()).isEmpty();
        retrieve();
    }
}
