package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.NewCredential;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Metadata;
import io.credentialstore.testkit.SequentialIds;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.CredentialValue;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A store with something of everything in it: each type of value, versions in and after their grace
 * period, grants that last, ended and were taken away, a credential that is revoked and one that is deleted, two master
 * keys and one that was replaced. It remembers the values that are to come out, and the rows of earlier moments.
 */
final class RichStore implements AutoCloseable {
    static final String READER = "reader";
    static final Caller STRANGER = Caller.skill("stranger");
    static final Caller FORMER = Caller.skill("former");
    static final Caller LATE = Caller.tool("late");

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Ground ground;
    private final SettableClock clock = new SettableClock(START);
    private final SequentialIds ids = new SequentialIds();
    private final MasterKey key;
    private final Map<CredentialId, List<CredentialValue>> values = new LinkedHashMap<>();
    private final List<List<Row>> moments = new ArrayList<>();
    private final CredentialId bystander;
    private final CredentialId revoked;
    private final CredentialId deleted;
    private final long lastSeq;

    /** Makes one where there is none yet, in the past with a master key that no longer opens it. */
    RichStore(Ground ground) throws SQLException, IOException {
        this(ground, MasterKey.generate());
    }

    /** Makes another one with the same history, the same ids and the same master key. */
    RichStore(Ground ground, RichStore twin) throws SQLException, IOException {
        this(ground, twin.key.duplicate());
    }

    private RichStore(Ground ground, MasterKey key) throws SQLException, IOException {
        this.ground = ground;
        this.key = key;
        try (MasterKey replaced = MasterKey.generate();
                CredentialStore store = builder(replaced).open()) {
            for (CredentialType type : CredentialType.values()) {
                readable(store, type.code(), TestValues.of(type));
            }
            bystander = readable(store, "bystander", TestValues.apiKey("the bystander's"));
            revoked = readable(store, "revoked", TestValues.apiKey("the revoked one's"));
            deleted = readable(store, "deleted", TestValues.apiKey("the deleted one's"));
            remember();
            withdraw(store);
            replaceKeys(store);
            remember();
            rotate(store);
            use(store);
            lastSeq = store.verifyIntegrity().auditEntries();
        }
        ground.keep();
    }

    CredentialStoreBuilder builder(MasterKey masterKey) {
        return Stores.builder(ground::storage, masterKey).clock(clock).ids(ids);
    }

    private CredentialId readable(CredentialStore store, String name, CredentialValue value) {
        CredentialId id = store.storeCredential(NewCredential.of(name, "service", value)
                .withMetadata(Metadata.of(Map.of("team", name)))
                .withExpiresAt(START.plus(Duration.ofDays(1_000)))
                .withCreatedBy("maker"));
        store.grantAccess(
                id,
                Grant.of(Entity.skill(READER), AccessLevel.READ)
                        .withExpiresAt(START.plus(Duration.ofDays(999)))
                        .withGrantedBy("granter")
                        .withReason("the report needs it"));
        store.grantAccess(id, FORMER.entity(), AccessLevel.ADMIN);
        store.grantAccess(
                id, Grant.of(LATE.entity(), AccessLevel.WRITE).withExpiresAt(START.plus(Duration.ofHours(1))));
        values.put(id, new ArrayList<>(List.of(value)));
        return id;
    }

    private void withdraw(CredentialStore store) {
        values.keySet().forEach(id -> store.revokeAccess(id, FORMER.entity(), "granter"));
        store.revokeCredential(revoked, "revoker", "leaked");
        store.deleteCredential(deleted, "deleter", "unused");
        clock.advance(Duration.ofHours(2));
    }

    private void replaceKeys(CredentialStore store) {
        store.rotateMasterKey(key, "rotator");
        try (MasterKey recovery = MasterKey.generate()) {
            store.addMasterKey(recovery, "adder");
        }
    }

    private void rotate(CredentialStore store) throws SQLException {
        for (CredentialId id : serving()) {
            if (!id.equals(bystander)) {
                CredentialValue value = TestValues.of(values.get(id).get(0).type());
                values.get(id).add(value);
                store.rotateCredential(id, value, Rotation.by("rotator").withGracePeriod(Duration.ofDays(30)));
                remember();
            }
        }
    }

    /** Fills the trail with what a running store sees. */
    private void use(CredentialStore store) throws SQLException {
        Caller reader = Caller.skill(READER).withUser("user").withRun("run").withPurpose("report");
        for (CredentialId id : serving()) {
            store.retrieveCredential(id, reader.withIpAddress("192.0.2.7")).close();
            store.retrieveCredential(id, 1, reader).close();
            refused(() -> store.retrieveCredential(id, STRANGER));
        }
        remember();
        store.retrieveCredential(bystander, reader).close();
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (CredentialStoreException expected) {
            return;
        }
        throw new AssertionError("a stranger was let in");
    }

    private void remember() throws SQLException {
        try (Attacker attacker = new Attacker(ground)) {
            List<Row> moment = new ArrayList<>();
            for (Table table : attacker.tables()) {
                moment.addAll(attacker.rows(table));
            }
            moments.add(moment);
        }
    }

    Ground ground() {
        return ground;
    }

    /** Makes the store what it was when it was finished. Nobody may have it open. */
    void restore() throws SQLException, IOException {
        ground.restore();
    }

    /** Opens it, as a process that starts now. */
    CredentialStore open() {
        return builder(key).open();
    }

    /** Every row of earlier moments, oldest first. */
    List<List<Row>> moments() {
        return moments;
    }

    /** Number of the newest entry of the trail. */
    long lastSeq() {
        return lastSeq;
    }

    CredentialId bystander() {
        return bystander;
    }

    CredentialId revoked() {
        return revoked;
    }

    CredentialId deleted() {
        return deleted;
    }

    /** All credentials that serve. */
    List<CredentialId> serving() {
        return values.keySet().stream()
                .filter(id -> !id.equals(revoked) && !id.equals(deleted))
                .toList();
    }

    /** Whether a retrieval gave what was stored as that version of that credential. */
    boolean isGenuine(RetrievedCredential retrieved) {
        return values.get(retrieved.id()).get(retrieved.version() - 1).equals(retrieved.value());
    }

    /** A refusal will do as well, in the store's own words. */
    void releasesNoneButItsOwn(CredentialStore store, CredentialId id) {
        try (RetrievedCredential released = store.retrieveCredential(id, READER)) {
            assertThat(isGenuine(released)).isTrue();
        } catch (CredentialStoreException refused) {
            assertThat(refused.code()).isNotEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Override
    public void close() {
        values.values().forEach(versions -> versions.forEach(CredentialValue::close));
        key.close();
    }
}
