package io.credentialstore.security.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.security.format.ForeignReader.Answer;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.CredentialValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("G11: a program written from docs/FORMAT.md alone, in another language,")
class FormatPageTest {
    private static final String SKILL = "reader";
    private static final char[] PASSPHRASE = "fake recovery passphrase".toCharArray();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the library itself retrieves: by id of the credential and number of the version. */
    private static final Map<String, Map<String, Object>> RETRIEVED = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    private static Path database;
    private static Secret masterKey;
    private static long auditEntries;

    @BeforeAll
    static void fillStore() {
        ForeignReader.assumeAvailable();
        database = folder.resolve("store.db");
        try (MasterKey key = MasterKey.generate();
                MasterKey recovery = MasterKey.ofPassphrase(PASSPHRASE);
                CredentialStore store =
                        Stores.builder(() -> SqliteStorage.open(database), key).open()) {
            masterKey = key.toHex();
            store.addMasterKey(recovery, "ops@example.com");
            for (CredentialType type : CredentialType.values()) {
                fill(store, type);
            }
            store.listCredentials().forEach(credential -> retrieve(store, credential));
            auditEntries = store.countAuditEntries(AuditQuery.all());
        }
    }

    /** Two versions, of which both serve, and two grants. */
    private static void fill(CredentialStore store, CredentialType type) {
        try (CredentialValue first = TestValues.of(type);
                CredentialValue second = TestValues.of(type)) {
            CredentialId id = store.storeCredential(type.code(), "service", first);
            store.grantAccess(
                    id, Grant.of(Entity.skill(SKILL), AccessLevel.READ).withReason("Prüfung ✓"));
            store.grantAccess(id, Entity.tool("writer"), AccessLevel.WRITE);
            store.rotateCredential(id, second, Rotation.by("ops@example.com").withGracePeriod(Duration.ofDays(1)));
        }
    }

    private static void retrieve(CredentialStore store, Credential credential) {
        for (CredentialVersion version : store.getCredentialVersions(credential.id())) {
            try (RetrievedCredential retrieved =
                    store.retrieveCredential(credential.id(), version.version(), Caller.skill(SKILL))) {
                RETRIEVED
                        .computeIfAbsent(credential.id().value(), id -> new LinkedHashMap<>())
                        .put(String.valueOf(version.version()), PlainFields.of(retrieved.value()));
            }
        }
    }

    private static Secret keyOf(String kind) {
        return "raw".equals(kind) ? masterKey : Secret.of(PASSPHRASE.clone());
    }

    @ParameterizedTest(name = "with the {0} key")
    @ValueSource(strings = {"raw", "passphrase"})
    @DisplayName("verifies every row and recovers every value")
    void everyValue_recovered(String kind) throws Exception {
        Answer answer = ForeignReader.read(database, kind, keyOf(kind));
        assertThat(answer.refusal()).isEmpty();
        JsonNode found = JSON.readTree(answer.output());

        Map<String, JsonNode> recovered = new LinkedHashMap<>();
        found.get("credentials")
                .forEach(credential -> recovered.put(credential.get("id").asText(), credential.get("versions")));
        assertThat(recovered).hasSize(CredentialType.values().length);
        assertThat(JSON.<JsonNode>valueToTree(recovered)).isEqualTo(JSON.valueToTree(RETRIEVED));
        assertThat(found.get("grants").asInt()).isEqualTo(2 * recovered.size());
        assertThat(found.get("audit_entries").asLong()).isEqualTo(auditEntries);
    }

    @Test
    @DisplayName("opens nothing with another key")
    void anotherKey_refused() throws Exception {
        try (MasterKey other = MasterKey.generate();
                Secret hex = other.toHex()) {
            refused(ForeignReader.read(database, "raw", hex), "the master key opens no slot");
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("refuses a store in which somebody")
    @CsvSource(delimiter = '|', textBlock = """
            replaced a value     | UPDATE credential_versions SET encrypted_value = zeroblob(64) WHERE version = 1
            lowered iterations   | UPDATE credential_versions SET kdf_iterations = 1 WHERE version = 1
            removed a version    | DELETE FROM credential_versions WHERE version = 1
            renamed a credential | UPDATE credentials SET name = 'other' WHERE type = 'custom'
            moved a credential   | UPDATE credentials SET bucket = 262143 - bucket
            removed credentials  | DELETE FROM credentials WHERE type = 'ssh_key'
            raised a grant       | UPDATE credential_access_policies SET access_level = 'admin'
            removed the grants   | DELETE FROM credential_access_policies
            changed the tree     | UPDATE credential_digests SET digest = zeroblob(32) WHERE level = 2
            pruned the tree      | DELETE FROM credential_digests
            changed a slot       | UPDATE key_slots SET created_by = 'nobody'
            removed a slot       | DELETE FROM key_slots WHERE kdf = 'passphrase'
            changed the state    | UPDATE store_state SET generation = generation + 1
            changed an entry     | UPDATE credential_audit_log SET success = 0 WHERE seq = 3
            removed an old entry | DELETE FROM credential_audit_log WHERE seq = 3
            changed a count      | UPDATE credential_access_counts SET failed = total
            removed a count      | DELETE FROM credential_access_counts WHERE entity_type = 'skill'
            removed the end      | DELETE FROM credential_audit_log WHERE seq = (SELECT audit_seq FROM store_state)
            """)
    void tamperedStore_refused(String what, String statement) throws Exception {
        Path copy = Files.copy(database, folder.resolve("tampered.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(execute(copy, statement)).as("rows: %s", what).isPositive();
        refused(ForeignReader.read(copy, "raw", masterKey), "");
    }

    private static void refused(Answer answer, String reason) {
        assertThat(answer.refusal()).startsWith("refused: " + reason).hasLineCount(1);
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.output()).isEmpty();
    }

    private static int execute(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement change = connection.createStatement()) {
            return change.executeUpdate(statement);
        }
    }
}
