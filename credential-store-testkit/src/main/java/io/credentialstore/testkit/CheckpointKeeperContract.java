package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of when a checkpoint is kept, and of keepers that fail. The keeper is a real file but for the broken one. */
public abstract class CheckpointKeeperContract extends StoreContract {
    @TempDir
    private Path elsewhere;

    /** For subclasses. */
    protected CheckpointKeeperContract() {}

    private CheckpointKeeper keeper() {
        return CheckpointKeeper.inFile(elsewhere.resolve("checkpoint"));
    }

    private AuditCheckpoint kept() {
        return keeper().latest().orElseThrow();
    }

    @Test
    void everyAdministrativeChange_isWitnessedWhenItReturns() {
        try (CredentialStore witnessed = scene().openWith(keeper())) {
            CredentialId id = scene().readable("name");
            assertThat(kept().seq()).isLessThan(scene().newest().seq());
            witnessed.revokeAccess(id, Scene.SKILL);
            assertThat(kept().seq()).isEqualTo(scene().newest().seq());
            witnessed.revokeCredential(id, null, null);
            assertThat(kept().seq()).isEqualTo(scene().newest().seq());
        }
    }

    @Test
    void retrievals_areWitnessedByTheThousand_andWhenTheStoreIsClosed() {
        CredentialId id = scene().readable("name");
        try (CredentialStore witnessed = scene().openWith(keeper())) {
            long opened = kept().seq();
            witnessed.retrieveCredential(id, Scene.SKILL_ID).close();
            assertThat(kept().seq()).isEqualTo(opened);
            for (int i = 0; i < 1_000; i++) {
                witnessed.logCredentialAccess(HostEvent.of(id, Caller.skill("worker"), "used"));
            }
            assertThat(kept().seq()).isEqualTo(opened + 1_000);
        }
        assertThat(kept().seq()).isEqualTo(scene().newest().seq());
    }

    @Test
    @DisplayName("A9: a change by an interrupted thread is witnessed like any other")
    void change_byAnInterruptedThread_isWitnessed() {
        CredentialId id = scene().readable("name");
        try (CredentialStore witnessed = scene().openWith(keeper())) {
            witnessed.revokeAccess(id, Entity.skill("nobody"), null);
            Thread.currentThread().interrupt();
            witnessed.revokeAccess(id, Scene.SKILL);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertThat(kept().seq()).isEqualTo(scene().newest().seq());
        }
    }

    /** A keeper of somebody else's, which breaks its contract once it was opened with. */
    private static final class BrokenKeeper implements CheckpointKeeper {
        private boolean broken;

        @Override
        public Optional<AuditCheckpoint> latest() {
            return Optional.empty();
        }

        @Override
        public void keep(AuditCheckpoint checkpoint) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            broken = true;
        }
    }

    @Test
    @DisplayName("A6: a keeper that throws what it should not fails no call, nor the closing")
    void keeperThatBreaksItsContract_failsNoCall() {
        CredentialId id = scene().readable("name");
        CredentialStore witnessed = scene().openWith(new BrokenKeeper());

        assertThat(witnessed.revokeAccess(id, Scene.SKILL)).isTrue();
        witnessed.close();

        Refused.error(ErrorCode.CLOSED, witnessed::listCredentials);
    }

    @Test
    void keeperThatIsGone_failsNoCall_butTheNextOpening() throws IOException {
        CredentialId id = scene().readable("name");
        Path directory = Files.createDirectory(elsewhere.resolve("mounted"));
        CheckpointKeeper away = CheckpointKeeper.inFile(directory.resolve("checkpoint"));
        try (CredentialStore witnessed = scene().openWith(away)) {
            Files.delete(directory.resolve("checkpoint"));
            Files.delete(directory.resolve("checkpoint.lock"));
            Files.delete(directory);
            witnessed.revokeAccess(id, Scene.SKILL);
            Refused.error(ErrorCode.STORAGE_FAILURE, witnessed::createCheckpoint);
            Refused.error(ErrorCode.STORAGE_FAILURE, () -> scene().openWith(away));

            Files.createDirectory(directory);
            witnessed.revokeCredential(id, null, null);
            assertThat(away.latest().orElseThrow().seq())
                    .isEqualTo(scene().newest().seq());
        }
    }
}
