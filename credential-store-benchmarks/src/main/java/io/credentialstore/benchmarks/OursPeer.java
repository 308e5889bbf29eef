package io.credentialstore.benchmarks;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.benchmarks.peer.Peer;
import io.credentialstore.model.CredentialId;
import io.credentialstore.value.ApiKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A store of ours behind the calls that all peers have; what a skill retrieves leaves a durable entry. Not thread-safe. */
final class OursPeer implements Peer {
    static final String NAME = "credential-store";

    private final BenchStore bench;
    private final Map<String, CredentialId> ids = new HashMap<>();

    OursPeer(Path file) {
        bench = new BenchStore(file);
        bench.closeStore();
    }

    @Override
    public void open() {
        bench.openStore();
    }

    @Override
    public void store(String name, String secret) {
        CredentialId id = ids.get(name);
        if (id == null) {
            ids.put(name, bench.add(name));
        } else {
            bench.rotate(id);
        }
    }

    @Override
    public String retrieve(String name) {
        CredentialId id = Objects.requireNonNull(ids.get(name));
        try (RetrievedCredential credential = bench.store().retrieveCredential(id, BenchStore.SKILL)) {
            return credential.value(ApiKey.class).apiKey().use(String::new);
        }
    }

    @Override
    public void changeMasterKey() {
        bench.changeMasterKey();
    }

    @Override
    public void close() {
        bench.closeStore();
    }
}
