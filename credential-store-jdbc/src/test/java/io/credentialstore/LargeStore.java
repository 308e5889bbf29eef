package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Metadata;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.CredentialValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills a store with more than anybody would wait for: rows are sealed by the store's own classes, and go many to a
 * transaction. The values of all but the first credential belong to that one, and so cannot be decrypted.
 */
public final class LargeStore {
    /** The credential that can be retrieved. */
    public static final String REAL = "real";

    /** Has a grant on every credential. */
    public static final Caller SKILL = Caller.skill("everywhere");

    /** Is named by one entry in a thousand. */
    public static final Caller GUEST = Caller.skill("guest").withUser("ann");

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int BATCH = 5_000;

    /** When the second five thousand entries were made. */
    public static final Instant SECOND_BATCH = START.plusSeconds(2);

    /** One entry in ten is about any credential, the others are about these. */
    private static final int HOT = 1_000;

    private final AtomicLong numbers = new AtomicLong();
    private final SettableClock clock;
    private final Random random = new Random(7);
    private final StoreParts parts;
    private final StoredCredential credential;
    private final StoredVersion version;
    private final StoredPolicy policy;

    private LargeStore(StoreParts parts, SettableClock clock, CredentialId real) {
        this.clock = clock;
        this.parts = parts;
        this.credential =
                parts.storage().read(tx -> tx.credentials().find(real.value()).orElseThrow());
        this.version = parts.storage()
                .read(tx -> tx.credentials().findVersion(real.value(), 1).orElseThrow());
        this.policy = parts.storage()
                .read(tx -> tx.policies().listByCredential(real.value()))
                .get(0);
    }

    /** Makes a store in a file that does not exist yet. */
    public static void make(Path file, MasterKey key, int credentials, int entries) {
        SettableClock clock = new SettableClock(START);
        try (CredentialStore store = SqliteCredentialStore.builder(file)
                        .masterKey(key)
                        .clock(clock)
                        .open();
                CredentialValue value = TestValues.apiKey("fake")) {
            CredentialId real = store.storeCredential(REAL, "service", value);
            store.grantAccess(real, SKILL.entity(), AccessLevel.READ);
            new LargeStore(((DefaultCredentialStore) store).parts, clock, real).fill(credentials, entries);
        }
    }

    /** The id of the credential with that number. */
    public static CredentialId id(int number) {
        return CredentialId.of("cred_20300101000000_%016d".formatted(number));
    }

    private void fill(int credentials, int entries) {
        Map<Integer, RowSeal> inBucket = new LinkedHashMap<>();
        for (int first = 0; first < credentials; first += BATCH) {
            int from = first;
            int to = Math.min(first + BATCH, credentials);
            parts.transactions().write(tx -> {
                for (int number = from; number < to; number++) {
                    StoredCredential row = insert(tx, number);
                    inBucket.put(row.bucket(), new RowSeal(row.id(), row.rowMac()));
                }
                return true;
            });
        }
        parts.transactions().write(tx -> {
            inBucket.values()
                    .forEach(row ->
                            parts.tree().update(tx, row.key(), new Written("credentials").put(row.key(), row.mac())));
            return true;
        });
        AuditRecorder recorder = new AuditRecorder(
                parts.seals(), (prefix, now) -> "%s_20300101000000_%016d".formatted(prefix, numbers.incrementAndGet()));
        for (int done = 0; done < entries; done += BATCH) {
            clock.advance(Duration.ofSeconds(1));
            parts.transactions().write(tx -> {
                recorder.append(tx, drafts(credentials));
                return true;
            });
        }
    }

    private List<AuditDraft> drafts(int credentials) {
        List<AuditDraft> drafts = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            CredentialId id = id(random.nextInt(i % 10 == 0 ? credentials : Math.min(HOT, credentials)));
            AuditDraft draft = AuditDraft.of(
                    i % 500 == 3 ? AuditAction.ROTATE : AuditAction.RETRIEVE, i % 1_000 == 5 ? GUEST : SKILL, id);
            drafts.add(i % 100 == 7 ? draft.failed("access_denied", "fake") : draft.withVersion(1));
        }
        return drafts;
    }

    private StoredCredential insert(StoreTransaction tx, int number) {
        Seals seals = parts.seals();
        String id = id(number).value();
        StoredPolicy grant = seals.seal(new StoredPolicy(
                "policy_20300101000000_%016d".formatted(number),
                id,
                policy.entityId(),
                policy.entityType(),
                policy.accessLevel(),
                null,
                policy.grantedAt(),
                null,
                null,
                null,
                policy.macKeyId(),
                Bytes.of(new byte[0])));
        StoredVersion first = seals.seal(new StoredVersion(
                id,
                1,
                version.encryptedValue(),
                version.salt(),
                version.iv(),
                version.authTag(),
                version.kdfIterations(),
                version.encryptionKeyId(),
                version.status(),
                version.createdAt(),
                null,
                null,
                Bytes.of(new byte[0])));
        StoredCredential row = seals.seal(new StoredCredential(
                id,
                "name-" + number,
                credential.type(),
                "service-" + number % 1_000,
                credential.environment(),
                credential.status(),
                Metadata.none().toJson(),
                1,
                null,
                credential.createdAt(),
                credential.updatedAt(),
                null,
                1,
                CredentialTree.bucket(id),
                seals.policyDigest(credential.macKeyId(), id, List.of(new RowSeal(grant.id(), grant.rowMac()))),
                seals.versionDigest(credential.macKeyId(), id, List.of(new RowSeal("1", first.rowMac()))),
                credential.macKeyId(),
                Bytes.of(new byte[0])));
        tx.tables().credentials().insert(row);
        tx.tables().credentials().insertVersion(first);
        tx.tables().policies().insert(grant);
        return row;
    }

    /** Makes a store: file, number of credentials, number of entries, master key in hexadecimal. */
    public static void main(String[] arguments) {
        try (MasterKey key = MasterKey.ofHex(arguments[3].toCharArray())) {
            make(Path.of(arguments[0]), key, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }
}
