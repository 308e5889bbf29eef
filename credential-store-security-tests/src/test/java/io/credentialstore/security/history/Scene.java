package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.key.MasterKey;
import io.credentialstore.secret.Secret;
import io.credentialstore.security.database.Database;
import io.credentialstore.security.history.Call.Kind;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A store with a few credentials, on which a history takes place.
 *
 * @param folder of the key, and of what processes write down
 * @param place of the store
 */
record Scene(Path folder, String place) {
    private static final int CREDENTIALS = 4;

    static Scene make(Path folder, Database database) throws IOException {
        return make(folder, database.newPlace(folder));
    }

    /** On a place that is empty. */
    static Scene make(Path folder, String place) throws IOException {
        Path key = folder.resolve("master.key");
        OwnerFiles.create(key).close();
        try (MasterKey random = MasterKey.generate();
                Secret hex = random.toHex()) {
            Files.write(key, hex.<byte[], RuntimeException>useUtf8(byte[]::clone));
        }
        Scene scene = new Scene(folder, place);
        try (CredentialStore store = scene.open();
                ApiKey first = TestValues.apiKey(Model.FIRST)) {
            for (int i = 0; i < CREDENTIALS; i++) {
                store.storeCredential("credential-" + i, "service", first);
            }
        }
        return scene;
    }

    CredentialStore open() {
        return Crew.open(folder, place);
    }

    /** Waits until the trail has so many entries. */
    void awaitEntries(int some) {
        try (CredentialStore store = open()) {
            while (store.countAuditEntries(AuditQuery.all()) < some) {
                LockSupport.parkNanos(1_000_000); // the processor is for those who work
            }
        }
    }

    /** Holds the store to what callers saw of it. */
    static void assertLinearizable(List<Call> calls, CredentialStore store) {
        assertThat(Linearizability.violations(calls, trail(store))).isEmpty();
        assertThat(store.verifyIntegrity().findings()).isEmpty();
        assertThat(calls)
                .filteredOn(call -> call.kind() == Kind.RETRIEVE)
                .anyMatch(Call::succeeded)
                .anyMatch(call -> !call.succeeded());
    }

    private static List<Entry> trail(CredentialStore store) {
        List<Entry> trail = new ArrayList<>();
        Optional<AuditQuery> next = Optional.of(AuditQuery.all().oldestFirst().withLimit(AuditQuery.MAX_LIMIT));
        while (next.isPresent()) {
            AuditPage page = store.getAuditTrail(next.get());
            page.entries().forEach(entry -> trail.add(Entry.of(entry)));
            next = page.next();
        }
        return trail;
    }
}
