package io.credentialstore.benchmarks;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.nio.file.Path;

/** A store in a file of its own, with credentials that one skill may read. Not thread-safe, but the store itself is. */
final class BenchStore implements AutoCloseable {
    static final String SKILL = "bench_skill";

    /** What all benchmarks keep: ours and those of the peers. */
    static final String FAKE_SECRET = "fake-benchmark-key-0123456789abcdef";

    private final Path file;
    private MasterKey master = MasterKey.generate();
    private CredentialStore store;

    BenchStore(Path file) {
        this.file = file;
        store = open();
    }

    private CredentialStore open() {
        return SqliteCredentialStore.builder(file).masterKey(master).open();
    }

    CredentialStore store() {
        return store;
    }

    /** A new credential that the skill may read. */
    CredentialId add(String name) {
        CredentialId id = addUngranted(name);
        store.grantAccess(id, Entity.skill(SKILL), AccessLevel.READ);
        return id;
    }

    /** A new credential that nobody may read. */
    CredentialId addUngranted(String name) {
        try (Secret secret = Secret.ofString(FAKE_SECRET)) {
            return store.storeCredential(name, "bench", new ApiKey(secret));
        }
    }

    int rotate(CredentialId id) {
        try (Secret secret = Secret.ofString(FAKE_SECRET)) {
            return store.rotateCredential(id, new ApiKey(secret));
        }
    }

    void changeMasterKey() {
        MasterKey next = MasterKey.generate();
        store.rotateMasterKey(next);
        master.close();
        master = next;
    }

    void reopen() {
        store.close();
        store = open();
    }

    void closeStore() {
        store.close();
    }

    void openStore() {
        store = open();
    }

    @Override
    public void close() {
        store.close();
        master.close();
    }
}
