package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.AuditProof;
import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.StoredAuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stories of somebody who puts a whole older store back, row by row genuine: only a checkpoint that was kept elsewhere
 * tells. The keeper is a real file.
 */
public abstract class CheckpointContract extends StoreContract {
    @TempDir
    private Path elsewhere;

    /** For subclasses. */
    protected CheckpointContract() {}

    private Path file() {
        return elsewhere.resolve("checkpoint");
    }

    private CheckpointKeeper keeper() {
        return CheckpointKeeper.inFile(file());
    }

    private void note() {
        store().logCredentialAccess(HostEvent.of(Scene.UNKNOWN, Caller.skill("worker"), "noted"));
    }

    /** Puts an older state back, and goes on from there. */
    private void fork(Snapshot older) {
        scene().tamper(older::putBack);
        try (CredentialStore fork = scene().openFresh()) {
            fork.logCredentialAccess(HostEvent.of(Scene.UNKNOWN, Caller.skill("another"), "one"));
            fork.logCredentialAccess(HostEvent.of(Scene.UNKNOWN, Caller.skill("another"), "two"));
        }
    }

    private void refusesWithFreshEyes(AuditCheckpoint checkpoint) {
        try (CredentialStore fresh = scene().openFresh()) {
            Refused.error(ErrorCode.ROLLED_BACK, () -> fresh.verifyCheckpoint(checkpoint));
        }
    }

    @Test
    void checkpoint_standsWhileTheStoreGoesOn_andAfterItsTextWasReadBack() {
        AuditCheckpoint checkpoint = store().createCheckpoint();
        scene().readable("later");

        store().verifyCheckpoint(checkpoint);

        assertThat(AuditCheckpoint.ofJson(checkpoint.toJson() + "\n")).isEqualTo(checkpoint);
        assertThat(checkpoint.seq()).isEqualTo(scene().trail().size() - 2L);
        assertThat(AuditProof.isGenuine(checkpoint, checkpoint.publicKey())).isTrue();
    }

    @Test
    @DisplayName("W7: without a witness, a newly opened store takes an older state for genuine: the stated limit")
    void olderStore_putBack_isTakenForGenuineWithoutACheckpoint() {
        CredentialId id = scene().readable("name");
        Snapshot older = Snapshot.of(scene());
        store().revokeAccess(id, Scene.SKILL);

        scene().tamper(older::putBack);

        try (CredentialStore fresh = scene().openFresh()) {
            assertThat(Scene.text(fresh.retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("name");
            assertThat(fresh.verifyIntegrity().isIntact()).isTrue();
        }
    }

    @Test
    @DisplayName("W7: a process that has seen a newer state refuses an older one")
    void olderStore_putBackUnderARunningStore_isRefused() {
        CredentialId id = scene().readable("name");
        Snapshot older = Snapshot.of(scene());
        store().revokeAccess(id, Scene.SKILL);

        scene().tamper(older::putBack);

        Refused.error(ErrorCode.ROLLED_BACK, () -> store().retrieveCredential(id, Scene.SKILL_ID));
        Refused.error(ErrorCode.ROLLED_BACK, () -> store().listCredentials());
        assertThat(store().verifyIntegrity().findings())
                .extracting(IntegrityFinding::table)
                .contains("store_state");
    }

    @Test
    @DisplayName("W7: a process refuses a state older than one that it has only read")
    void olderStore_putBackAfterANewerOneWasRead_isRefused() {
        CredentialId id = scene().readable("name");
        try (CredentialStore reader = scene().openFresh()) {
            Snapshot older = Snapshot.of(scene());
            store().revokeAccess(id, Scene.SKILL);
            assertThat(reader.getCredential(id).name()).isEqualTo("name");

            scene().tamper(older::putBack);

            Refused.error(ErrorCode.ROLLED_BACK, () -> reader.getCredential(id));
        }
    }

    @Test
    @DisplayName("W7: a process that has seen a newer state refuses a fork that has caught up with it")
    void forkedHistory_thatHasCaughtUp_isRefusedByARunningStore() {
        CredentialId id = scene().readable("name");
        Snapshot older = Snapshot.of(scene());
        store().revokeAccess(id, Scene.SKILL);
        long seen = scene().newest().seq();

        scene().tamper(older::putBack);
        try (CredentialStore fork = scene().openUntracked(scene().key(), scene().key())) {
            fork.retrieveCredential(id, Scene.SKILL_ID).close();
            assertThat(scene().rows(tables -> tables.state().find())
                            .orElseThrow()
                            .auditSeq())
                    .isEqualTo(seen);
            Refused.error(ErrorCode.ROLLED_BACK, () -> store().retrieveCredential(id, Scene.SKILL_ID));
            fork.retrieveCredential(id, Scene.SKILL_ID).close();
        }
        Refused.error(ErrorCode.ROLLED_BACK, () -> store().retrieveCredential(id, Scene.SKILL_ID));
    }

    @Test
    @DisplayName("W6, W7: a checkpoint tells that the newest entries were removed and the older head put back")
    void olderStore_putBack_failsAnyLaterCheckpoint() {
        Snapshot older = Snapshot.of(scene());
        note();
        AuditCheckpoint checkpoint = store().createCheckpoint();

        scene().tamper(older::putBack);

        refusesWithFreshEyes(checkpoint);
    }

    @Test
    @DisplayName("W7: a checkpoint tells a forked history, however long it has grown")
    void forkedHistory_failsACheckpointOfTheOtherBranch() {
        Snapshot older = Snapshot.of(scene());
        note();
        AuditCheckpoint checkpoint = store().createCheckpoint();

        fork(older);

        refusesWithFreshEyes(checkpoint);
    }

    @Test
    @DisplayName(
            "W7: the one entry that a checkpoint saw, grafted into a forked history, does not make up for the rest")
    void forkedHistory_withTheWitnessedEntryGraftedIn_failsTheCheckpoint() {
        Snapshot older = Snapshot.of(scene());
        note();
        AuditCheckpoint checkpoint = store().createCheckpoint();
        StoredAuditEntry witnessed =
                scene().rows(tables -> tables.audit().find(checkpoint.seq())).orElseThrow();

        fork(older);
        scene().tamper(tables -> {
            List<StoredAuditEntry> fork = tables.audit().scan(0, 1_000);
            tables.audit().deleteThrough(Long.MAX_VALUE, 1_000);
            fork.forEach(row -> tables.audit().append(row.seq() == witnessed.seq() ? witnessed : row));
        });

        refusesWithFreshEyes(checkpoint);
    }

    @Test
    @DisplayName(
            "W7, R8: an old file is refused at open when a checkpoint is kept, until somebody removes it on purpose")
    void olderStore_putBack_isRefusedAtOpen() throws IOException {
        CredentialId id = scene().readable("name");
        scene().openWith(keeper()).close();
        Snapshot older = Snapshot.of(scene());
        try (CredentialStore witnessed = scene().openWith(keeper())) {
            witnessed.revokeAccess(id, Scene.SKILL);
        }

        scene().tamper(older::putBack);

        assertThat(Refused.error(ErrorCode.ROLLED_BACK, () -> scene().openWith(keeper())))
                .hasMessageContaining("remove the checkpoint where it is kept");
        Files.delete(file());
        scene().openWith(keeper()).close();
    }

    @Test
    void integrityCheck_reportsThatTheTrailDoesNotGoOnFromTheKeptCheckpoint() {
        Snapshot older = Snapshot.of(scene());
        note();
        keeper().keep(store().createCheckpoint());
        try (CredentialStore witnessed = scene().openWith(keeper())) {
            assertThat(witnessed.verifyIntegrity().isIntact()).isTrue();
            scene().tamper(older::putBack);
            assertThat(witnessed.verifyIntegrity().isIntact()).isFalse();
        }
    }

    /** Each part of the statement but the store's id, as somebody without the key might change it. */
    private static Stream<AuditCheckpoint> forged(AuditCheckpoint c) {
        Bytes other = Columns.flipped(c.mac());
        return Stream.of(
                new AuditCheckpoint(
                        c.storeId(), c.seq() - 1, c.mac(), c.time(), c.keyId(), c.publicKey(), c.signature()),
                new AuditCheckpoint(c.storeId(), c.seq(), other, c.time(), c.keyId(), c.publicKey(), c.signature()),
                new AuditCheckpoint(
                        c.storeId(), c.seq(), c.mac(), c.time().plusMillis(1), c.keyId(), c.publicKey(), c.signature()),
                new AuditCheckpoint(c.storeId(), c.seq(), c.mac(), c.time(), "key_other", c.publicKey(), c.signature()),
                new AuditCheckpoint(c.storeId(), c.seq(), c.mac(), c.time(), c.keyId(), other, c.signature()),
                c.withSignature(Columns.flipped(c.signature())),
                c.withSignature(Bytes.of(new byte[64])));
    }

    @Test
    void changedCheckpoint_provesNothing() {
        AuditCheckpoint genuine = store().createCheckpoint();

        assertThat(forged(genuine)).allSatisfy(checkpoint -> {
            Refused.error(ErrorCode.TAMPERED, () -> store().verifyCheckpoint(checkpoint));
            assertThat(AuditProof.isGenuine(checkpoint, genuine.publicKey())).isFalse();
        });
        AuditCheckpoint ofAnother = new AuditCheckpoint(
                "store_other",
                genuine.seq(),
                genuine.mac(),
                genuine.time(),
                genuine.keyId(),
                genuine.publicKey(),
                genuine.signature());
        assertThat(AuditProof.isGenuine(ofAnother, genuine.publicKey())).isFalse();
    }

    @Test
    @DisplayName(
            "W8: a store that was dropped and made anew under the same master key is not the one that was witnessed")
    void checkpointOfAnotherStore_isRefused() {
        AuditCheckpoint other;
        try (CredentialStore another =
                Stores.builder(SharedStorage.inMemory(), scene().key()).open()) {
            other = another.createCheckpoint();
        }

        Refused.error(ErrorCode.ROLLED_BACK, () -> store().verifyCheckpoint(other));
        keeper().keep(other);
        Refused.error(ErrorCode.ROLLED_BACK, () -> scene().openWith(keeper()));
    }
}
