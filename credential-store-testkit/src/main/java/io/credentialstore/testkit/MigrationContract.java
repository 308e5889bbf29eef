package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.credentialstore.CredentialStore;
import io.credentialstore.StoreMigration;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.StorageException;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stories of a store that moves to another storage: everything arrives, and never do two copies take entries. */
public abstract class MigrationContract extends StoreContract {
    private Supplier<Storage> elsewhere;
    private CredentialId id;

    /** For subclasses. */
    protected MigrationContract() {}

    /**
     * Prepares an empty place to move to, as {@link #sharedStorage} does; by default one of the same kind.
     *
     * @return opens the place; whoever opens it closes what is returned
     */
    protected Supplier<Storage> targetStorage() {
        return sharedStorage();
    }

    @BeforeEach
    void fillStore() {
        elsewhere = targetStorage();
        id = scene().readable("moving");
        scene().rotated(id, "moved");
        scene().stored("other");
        store().retrieveCredential(id, Scene.SKILL_ID).close();
    }

    private StoreMigration migration() {
        return migration(elsewhere);
    }

    private StoreMigration migration(Supplier<Storage> target) {
        return StoreMigration.of(scene().builder(), scene().builder(target));
    }

    private CredentialStore openTarget() {
        return scene().builder(elsewhere).open();
    }

    private void refusedBySource() {
        Refused.error(ErrorCode.STORE_MOVED, () -> store().retrieveCredential(id, Scene.SKILL_ID));
        Refused.error(ErrorCode.STORE_MOVED, () -> store().revokeCredential(id, null, null));
        Refused.error(ErrorCode.STORE_MOVED, () -> scene().openFresh().close());
    }

    @Test
    void run_bringsEveryRow_andTheTargetGoesOnFromThere() {
        List<AuditEntry> before = scene().trail();

        long entries = migration().run("mover").auditEntries();

        assertThat(entries).isEqualTo(before.size() + 1L);
        try (CredentialStore moved = openTarget()) {
            assertThat(moved.listCredentials()).isEqualTo(store().listCredentials());
            assertThat(moved.getCredentialVersions(id)).isEqualTo(store().getCredentialVersions(id));
            assertThat(moved.getAccessPolicies(id)).isEqualTo(store().getAccessPolicies(id));
            assertThat(moved.getAuditSummary()).isEqualTo(store().getAuditSummary());
            assertThat(Scene.text(moved.retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("moved");
            assertThat(moved.verifyIntegrity().findings()).isEmpty();
            assertThat(Scene.trailOf(moved))
                    .startsWith(before.toArray(AuditEntry[]::new))
                    .extracting(AuditEntry::action)
                    .endsWith(AuditAction.MOVE_OUT, AuditAction.MOVE_IN, AuditAction.RETRIEVE);
        }
    }

    @Test
    void run_leavesASource_thatTakesNoMoreEntries_butCanBeRead() {
        migration().run(null);

        refusedBySource();
        assertThat(store().hasAccess(id, Scene.SKILL)).isTrue();
        assertThat(store().verifyIntegrity().findings()).isEmpty();
        assertThat(scene().newest().action()).isEqualTo(AuditAction.MOVE_OUT);
    }

    @Test
    void run_whenTheMoveIsOver_changesNothing() {
        migration().run(null);
        try (CredentialStore moved = openTarget()) {
            moved.retrieveCredential(id, Scene.SKILL_ID).close();
            List<AuditEntry> trail = Scene.trailOf(moved);

            migration().run(null);

            assertThat(Scene.trailOf(moved)).isEqualTo(trail);
        }
    }

    @Test
    @DisplayName("broken off at any write, nobody takes entries, and the next run brings everything")
    void run_brokenOffAtAnyWrite_goesOnWhenItIsRunAgain() {
        int failures = 0;
        Throwable failure = brokenOffAt(failures);
        while (failure != null) {
            assertThat(failure).isInstanceOf(StorageException.class);
            if (failures > 0) { // before that, nothing was copied yet, and the target is any empty storage
                refusedBySource();
                assertThat(catchThrowable(() -> openTarget().close())).isNotNull();
            }
            failure = brokenOffAt(++failures);
        }
        assertThat(failures).as("writes that failed").isGreaterThan(5);
        try (CredentialStore moved = openTarget()) {
            assertThat(moved.verifyIntegrity().findings()).isEmpty();
            assertThat(Scene.text(moved.retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("moved");
        }
    }

    /** A run whose target takes so many writes and then fails; null when it did not come to that. */
    private Throwable brokenOffAt(int writes) {
        return catchThrowable(
                () -> migration(FailingStorage.after(writes, elsewhere)).run(null));
    }

    @Test
    void run_intoAnotherStore_isRefused_andTheSourceGoesOn() {
        scene().builder(elsewhere).open().close();

        Refused.error(ErrorCode.CONFLICT, () -> migration().run(null));

        scene().assertUnharmed();
        store().retrieveCredential(id, Scene.SKILL_ID).close();
    }

    @Test
    void run_ofASourceThatDoesNotVerify_isRefused_andTheSourceGoesOn() {
        scene().tamper(tables -> tables.audit().addCounts(tables.audit().counts(AccessPair.FIRST, 1)));

        Refused.error(ErrorCode.TAMPERED, () -> migration().run(null));

        store().retrieveCredential(id, Scene.SKILL_ID).close();
    }

    @Test
    void run_ofACopyThatSomebodyChanged_isRefused_untilTheSourceIsTakenBack() {
        assertThat(brokenOffAt(2)).isInstanceOf(StorageException.class);
        try (Storage copy = elsewhere.get()) {
            copy.write(tables -> {
                tables.credentials().delete(id.value());
                return true;
            });
        }

        Refused.error(ErrorCode.TAMPERED, () -> migration().run(null));
        refusedBySource();
        Refused.error(ErrorCode.STORE_MOVED, () -> openTarget().close());

        migration().takeBack("mover");
        assertThat(Scene.text(store().retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("moved");
        scene().assertUnharmed();
        Refused.error(ErrorCode.CONFLICT, () -> migration().takeBack(null));
    }

    @Test
    @DisplayName("W7: an older copy of the store in the target is not taken for the end of the move")
    void run_overAnOlderCopyOfTheStore_isRefused() {
        AuditCheckpoint checkpoint = store().createCheckpoint();
        Supplier<Storage> third = targetStorage();
        Supplier<Storage> fourth = targetStorage();
        migration().run(null);
        StoreMigration.of(scene().builder(elsewhere), scene().builder(third)).run(null);
        StoreMigration.of(scene().builder(third), scene().builder(fourth)).run(null);

        try (CredentialStore last = scene().builder(fourth).open()) {
            last.verifyCheckpoint(checkpoint);
        }
        StoreMigration toAnOlderOne = StoreMigration.of(scene().builder(third), scene().builder(elsewhere));
        Refused.error(ErrorCode.ROLLED_BACK, () -> toAnOlderOne.run(null));
    }

    @Test
    void run_tellsHowFarItIs() {
        List<String> told = new ArrayList<>();

        migration().onProgress((table, rows) -> told.add(table + " " + rows)).run(null);

        assertThat(told)
                .containsExactly(
                        "credentials 3",
                        "credential_audit_log " + scene().trail().size());
    }
}
