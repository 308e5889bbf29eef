package io.credentialstore.security.leak;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Entity;
import io.credentialstore.value.CredentialValue;
import java.time.Duration;
import java.time.Instant;

/** The whole life of one credential: every call that has to do with it, and every object that such a call takes or gives. */
final class Life {
    static final Entity READER = Entity.skill("reader");
    private static final Caller WRITER =
            Caller.tool("writer").withUser("user").withRun("run").withPurpose("test");

    private final CredentialType type;
    private final Values values;
    private final Witness witness;
    private final CredentialId id;

    private Life(CredentialStore store, CredentialType type, Values values, Witness witness) {
        this.type = type;
        this.values = values;
        this.witness = witness;
        this.id = stored(store);
    }

    /** From its storing to its last rotation. */
    static Life begin(CredentialStore store, CredentialType type, Values values, Witness witness, int retrievals) {
        Life life = new Life(store, type, values, witness);
        life.grant(store);
        life.retrieve(store, 1);
        life.rotate(store);
        life.rotateScoped(store.as(WRITER));
        life.retrieveOften(store, retrievals);
        life.look(store);
        return life;
    }

    CredentialId id() {
        return id;
    }

    private CredentialId stored(CredentialStore store) {
        try (CredentialValue value = values.of(type, 1)) {
            NewCredential credential = NewCredential.of(type.code(), "service", value)
                    .withExpiresAt(Instant.parse("2199-01-01T00:00:00Z"))
                    .withCreatedBy("creator");
            witness.sees(credential);
            return store.storeCredential(credential);
        }
    }

    private void grant(CredentialStore store) {
        Grant grant = Grant.of(WRITER.entity(), AccessLevel.ADMIN)
                .withGrantedBy("owner")
                .withReason("a test");
        witness.sees(grant);
        witness.sees(store.grantAccess(id, grant));
        store.grantAccess(id, READER, AccessLevel.WRITE);
        store.changeAccessLevel(id, READER, AccessLevel.READ, "owner");
    }

    private void retrieve(CredentialStore store, int generation) {
        try (RetrievedCredential retrieved = store.retrieveCredential(id, READER.id());
                CredentialValue expected = values.of(type, generation)) {
            requireEqual(retrieved.value(), expected);
            witness.sees(retrieved);
        }
    }

    private static void requireEqual(CredentialValue actual, CredentialValue expected) {
        if (!actual.equals(expected)) {
            throw new IllegalStateException("another value than the one that was stored");
        }
    }

    private void rotate(CredentialStore store) {
        Rotation rotation = Rotation.by("rotator").withGracePeriod(Duration.ofDays(1));
        witness.sees(rotation);
        try (CredentialValue second = values.of(type, 2)) {
            store.rotateCredential(id, second, rotation);
        }
        try (RetrievedCredential before = store.retrieveCredential(id, 1, WRITER);
                CredentialValue expected = values.of(type, 1)) {
            requireEqual(before.value(), expected);
        }
        retrieve(store, 2);
    }

    private void rotateScoped(ScopedCredentialStore store) {
        witness.sees(store);
        try (CredentialValue third = values.of(type, 3)) {
            store.rotateCredential(id, third);
        }
        store.grantAccess(id, Grant.of(Entity.skill("helper"), AccessLevel.READ));
        store.revokeAccess(id, Entity.skill("helper"));
        store.retrieveCredential(type.code()).close();
    }

    private void retrieveOften(CredentialStore store, int retrievals) {
        try (CredentialValue expected = values.of(type, 3)) {
            for (int i = 0; i < retrievals; i++) {
                try (RetrievedCredential retrieved = store.retrieveCredential(id, READER.id())) {
                    requireEqual(retrieved.value(), expected);
                }
            }
        }
    }

    private void look(CredentialStore store) {
        witness.sees(store.explain(id, READER));
        witness.sees(store.explain(id, Entity.skill("stranger")));
        witness.sees(store.getCredentialVersions(id));
        witness.sees(store.getAuditTrail(id));
        HostEvent event = HostEvent.of(id, WRITER, "test_done").failed("not really");
        witness.sees(event);
        store.logCredentialAccess(event);
        store.retrieveCredentialAsOwner(id, "owner").close();
    }

    /** Its end: first withdrawn, then destroyed. */
    void end(CredentialStore store) {
        retrieve(store, 3);
        store.revokeAllAccess(id, "owner");
        store.revokeCredential(id, "owner", "its end");
        witness.sees(store.getCredential(id));
        store.deleteCredential(id, "owner", "its end");
        witness.sees(store.getAuditTrail(id));
    }
}
