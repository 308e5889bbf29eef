package io.credentialstore.benchmarks;

import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.crypto.Sha256;
import io.credentialstore.internal.seal.DataKeys;
import io.credentialstore.internal.seal.KeySlots;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.internal.seal.ValueVault;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.key.KeyRing;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.value.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Grows an empty store: as docs/FORMAT.md says, with the library's own seals, but past its transactions, of which a million
 * would take an hour. What comes out is a genuine store. Values cost a derivation each, so that only those which will be
 * retrieved are real, and all others hold random bytes that no MAC tells from a value. Not thread-safe; used once.
 */
final class StoreGrower {
    private static final Bytes NONE = Bytes.of(new byte[0]);
    private static final int LEVELS = 3;
    private static final int BITS = 6;

    private final GrownStore target;
    private final Foundation found;
    private final DataKeys keys;
    private final Seals seals;
    private final ValueVault vault;
    private final SortedMap<Integer, List<RowSeal>> buckets = new TreeMap<>();

    /** What an empty store holds. */
    private record Foundation(StoredState state, List<StoredKeySlot> slots, List<StoredKey> keys) {
        static Foundation of(StorageTransaction tables) {
            return new Foundation(
                    tables.state().find().orElseThrow(),
                    tables.keys().slots(),
                    tables.keys().keys());
        }
    }

    StoreGrower(GrownStore target) {
        this.target = target;
        try (Storage storage = SqliteStorage.open(target.file())) {
            found = storage.read(Foundation::of);
        }
        String storeId = found.state().storeId();
        try (KeyRing ring = target.masterKey().load().orElseThrow()) {
            keys = KeySlots.unlock(ring.current(), found.slots().get(0), storeId)
                    .orElseThrow();
        }
        keys.name(found.keys());
        seals = new Seals(keys, storeId);
        vault = new ValueVault(keys, storeId, new SecureRandom());
    }

    void grow() throws SQLException {
        try (keys;
                vault) {
            StoredState end = seals.seal(addRows());
            try (Storage storage = SqliteStorage.open(target.file())) {
                storage.write(tables -> {
                    tables.state().update(end);
                    return end;
                });
            }
        }
    }

    private StoredState addRows() throws SQLException {
        try (RowWriter rows = new RowWriter(target.file())) {
            for (int number = 0; number < target.credentials(); number++) {
                addCredential(rows, number);
            }
            return addEntries(rows, addTree(rows));
        }
    }

    private void addCredential(RowWriter rows, int number) throws SQLException {
        String id = GrownStore.id(number).value();
        StoredVersion version = seals.seal(version(id, number));
        StoredPolicy policy = seals.seal(policy(id, number));
        StoredCredential credential = seals.seal(credential(id, number, version, policy));
        rows.insert("credentials", credential);
        rows.insert("credential_versions", version);
        rows.insert("credential_access_policies", policy);
        buckets.computeIfAbsent(credential.bucket(), bucket -> new ArrayList<>())
                .add(new RowSeal(id, credential.rowMac()));
    }

    private String createdAt() {
        return found.state().createdAt();
    }

    private StoredVersion version(String id, int number) {
        if (target.isUsed(number)) {
            try (Secret secret = Secret.ofString(BenchStore.FAKE_SECRET)) {
                return vault.seal(id, 1, new ApiKey(secret), createdAt(), null);
            }
        }
        return new StoredVersion(
                id,
                1,
                random(64),
                random(16),
                random(12),
                random(16),
                1_000,
                seals.keyId(),
                "active",
                createdAt(),
                null,
                null,
                NONE);
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private StoredPolicy policy(String id, int number) {
        Entity skill = GrownStore.skill(number);
        return new StoredPolicy(
                "policy_20250101000000_%016d".formatted(number),
                id,
                skill.id(),
                skill.type().code(),
                "read",
                null,
                createdAt(),
                null,
                null,
                null,
                seals.keyId(),
                NONE);
    }

    private StoredCredential credential(String id, int number, StoredVersion version, StoredPolicy policy) {
        Bytes policies = seals.policyDigest(seals.keyId(), id, List.of(new RowSeal(policy.id(), policy.rowMac())));
        Bytes versions = seals.versionDigest(seals.keyId(), id, List.of(new RowSeal("1", version.rowMac())));
        return new StoredCredential(
                id,
                "name_" + number,
                "api_key",
                "service_" + number % 1_000,
                "production",
                "active",
                "{}",
                1,
                null,
                createdAt(),
                createdAt(),
                null,
                2,
                bucket(id),
                policies,
                versions,
                seals.keyId(),
                NONE);
    }

    private static int bucket(String id) {
        byte[] hash = Sha256.start().digest(id.getBytes(StandardCharsets.UTF_8));
        return (hash[0] & 0xff) << 10 | (hash[1] & 0xff) << 2 | (hash[2] & 0xff) >>> 6;
    }

    /** From the buckets up to the root, which is returned. */
    private Bytes addTree(RowWriter rows) throws SQLException {
        List<StoredDigest> nodes = new ArrayList<>();
        buckets.forEach((bucket, members) ->
                nodes.add(new StoredDigest(LEVELS, bucket, seals.bucketDigest(seals.keyId(), bucket, members))));
        List<StoredDigest> level = nodes;
        for (int above = LEVELS - 1; above >= 0; above--) {
            for (StoredDigest node : level) {
                rows.insert("credential_digests", node);
            }
            level = parents(above, level);
        }
        return level.get(0).digest();
    }

    private List<StoredDigest> parents(int level, List<StoredDigest> children) {
        SortedMap<Integer, List<StoredDigest>> families = new TreeMap<>();
        children.forEach(child -> families.computeIfAbsent(child.position() >> BITS, position -> new ArrayList<>())
                .add(child));
        List<StoredDigest> parents = new ArrayList<>();
        families.forEach((position, family) -> parents.add(
                new StoredDigest(level, position, seals.nodeDigest(seals.keyId(), level, position, family))));
        return parents;
    }

    /** A retrieval each millisecond, one in a hundred of them refused; what the state then says is returned. */
    private StoredState addEntries(RowWriter rows, Bytes root) throws SQLException {
        StoredState state = found.state();
        Instant start = Timestamps.parse(state.auditTime());
        Bytes mac = state.auditMac();
        String time = state.auditTime();
        SortedMap<AccessPair, AccessCount> counts = new TreeMap<>();
        for (int number = 1; number <= target.entries(); number++) {
            time = Timestamps.format(start.plusMillis(number));
            StoredAuditEntry entry = seals.seal(entry(state.auditSeq() + number, time, mac));
            rows.insert("credential_audit_log", entry);
            AccessCount tried = new AccessCount(
                    String.valueOf(entry.credentialId()), entry.entityType(), entry.entityId(), 1, 1 - entry.success());
            counts.merge(tried.pair(), tried, AccessCount::plus);
            mac = entry.mac();
        }
        for (AccessCount count : counts.values()) {
            rows.insert("credential_access_counts", count);
        }
        return new StoredState(
                state.storeId(),
                state.formatVersion(),
                state.createdAt(),
                state.generation() + target.credentials(),
                state.auditSeq() + target.entries(),
                mac,
                time,
                state.keysDigest(),
                root,
                state.macKeyId(),
                NONE);
    }

    private StoredAuditEntry entry(long seq, String time, Bytes prevMac) {
        int number = (int) (seq * 7_919 % target.credentials());
        Entity skill = GrownStore.skill(number);
        boolean refused = seq % 100 == 0;
        return new StoredAuditEntry(
                seq,
                "audit_20250101000000_%016d".formatted(seq),
                GrownStore.id(number).value(),
                skill.id(),
                skill.type().code(),
                null,
                "retrieve",
                refused ? 0 : 1,
                time,
                null,
                refused ? "ACCESS_DENIED" : null,
                null,
                null,
                null,
                null,
                refused ? null : 1,
                null,
                seals.keyId(),
                prevMac,
                NONE);
    }
}
