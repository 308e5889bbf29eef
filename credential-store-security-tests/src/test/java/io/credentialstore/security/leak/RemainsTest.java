package io.credentialstore.security.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.security.report.Figures;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.testkit.Canary;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of what was destroyed, while the store goes on,")
class RemainsTest {
    /** As many versions as are kept. */
    private static final int KEPT_VERSIONS = 50;

    private static final Entity SKILL = Entity.skill("reader");

    @TempDir
    private Path folder;

    private final MasterKey key = MasterKey.generate();
    private CredentialStore store;
    private int copies;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(folder.resolve("store"));
        store = Stores.builder(this::storage, key).open();
    }

    @AfterEach
    void close() {
        store.close();
        key.close();
    }

    private SqliteStorage storage() {
        return SqliteStorage.open(folder.resolve("store").resolve("store.db"));
    }

    private CredentialId stored(String text) {
        try (ApiKey value = TestValues.apiKey(text)) {
            CredentialId id = store.storeCredential("n-" + text, "service", value);
            store.grantAccess(id, SKILL, AccessLevel.READ);
            return id;
        }
    }

    private void rotate(CredentialId id) {
        try (ApiKey value = TestValues.apiKey("rotated")) {
            store.rotateCredential(id, value, Rotation.by(null));
        }
    }

    private <T> T rows(Function<StorageTransaction, T> query) {
        try (SqliteStorage storage = storage()) {
            return storage.read(query);
        }
    }

    /** Everything by which one version could be told, or broken, one day. */
    private static Stream<Bytes> bytesOf(StoredVersion version) {
        return Stream.of(version.encryptedValue(), version.salt(), version.iv(), version.authTag(), version.rowMac());
    }

    private List<Bytes> bytesOf(CredentialId id) {
        return rows(tables -> Stream.concat(
                        tables.credentials().listVersions(id.value()).stream().flatMap(RemainsTest::bytesOf),
                        tables.policies().listByCredential(id.value()).stream().map(policy -> policy.rowMac()))
                .toList());
    }

    /** Which of these stand in the file, the write-ahead log or the shared memory now. */
    private List<Bytes> remaining(List<Bytes> sought) throws IOException, InterruptedException {
        Path copy = folder.resolve("copy-" + copies++);
        Surroundings.copy(folder.resolve("store"), copy);
        Map<String, Bytes> byName = new LinkedHashMap<>();
        sought.forEach(bytes -> byName.put("bytes " + byName.size(), bytes));
        List<Canary> canaries = byName.entrySet().stream()
                .map(named -> Canary.ofBytes(named.getKey(), named.getValue().toArray()))
                .toList();
        Set<String> found =
                new Search(canaries).in(copy).stream().map(Search.Hit::canary).collect(Collectors.toSet());
        byName.keySet().retainAll(found);
        return List.copyOf(byName.values());
    }

    @Test
    @DisplayName("R6 G9: a deleted credential leaves no byte of its ciphertexts, salts, tags and grants")
    void deletedCredential_leavesNoBytes() throws Exception {
        CredentialId id = stored("one");
        rotate(id);
        List<Bytes> before = bytesOf(id);
        List<Bytes> bystander = bytesOf(stored("bystander"));
        assertThat(before).hasSize(11);
        assertThat(remaining(before)).as("control: they were there").isEqualTo(before);

        store.deleteCredential(id, null, null);

        assertThat(remaining(before)).isEmpty();
        assertThat(remaining(bystander)).isEqualTo(bystander);
    }

    @Test
    @DisplayName("R6 G9: a version that a rotation pushed out leaves no byte of its value")
    void versionPushedOut_leavesNoBytes() throws Exception {
        CredentialId id = stored("one");
        List<Bytes> first = rows(tables -> tables.credentials().findVersion(id.value(), 1))
                .map(RemainsTest::bytesOf)
                .orElseThrow()
                // what its row is sealed with changes when it ends
                .limit(4)
                .toList();

        for (int version = 1; version < KEPT_VERSIONS; version++) {
            rotate(id);
        }
        assertThat(remaining(first))
                .as("control: the last of those that are kept")
                .isEqualTo(first);
        rotate(id);

        assertThat(remaining(first)).isEmpty();
    }

    @Test
    @DisplayName("R6 G9: a master key that was replaced leaves no byte of the keys that were wrapped with it")
    void replacedMasterKey_leavesNoWrappedKeys() throws Exception {
        List<Bytes> slot = rows(tables -> tables.keys().slots().stream()
                .flatMap(row -> Stream.of(row.wrappedKeys(), row.salt(), row.authTag(), row.headerMac()))
                .toList());
        assertThat(remaining(slot)).as("control: they were there").isEqualTo(slot);

        try (MasterKey next = MasterKey.generate()) {
            store.rotateMasterKey(next);
        }

        assertThat(remaining(slot)).isEmpty();
    }

    @Test
    @DisplayName("R4: one value stored many times gives no ciphertext, salt, IV or tag twice")
    void equalValues_areNotRecognisable() {
        int times = Figures.thorough() ? 1_000 : 100;
        for (int i = 0; i < times; i++) {
            try (ApiKey value = TestValues.apiKey("the same value")) {
                store.storeCredential("n-" + i, "service", value);
            }
        }

        List<Bytes> columns = store.listCredentials().stream()
                .flatMap(credential -> bytesOf(credential.id()).stream())
                .toList();

        assertThat(columns).hasSize(5 * times);
        assertThat(new HashSet<>(columns)).hasSize(5 * times);
    }
}
