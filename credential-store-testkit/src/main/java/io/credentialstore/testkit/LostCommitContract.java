package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.StorageException;
import io.credentialstore.model.CredentialId;
import io.credentialstore.testkit.LosingStorage.Loss;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of a commit whose answer is lost on the way: what happened is found out, and nothing is released unaudited. */
public abstract class LostCommitContract extends StoreContract {
    private LosingStorage network;
    private CredentialStore far;
    private CredentialId id;

    /** For subclasses. */
    protected LostCommitContract() {}

    @BeforeEach
    void openFar() {
        id = scene().readable("far");
        network = new LosingStorage(scene().place());
        far = scene().builder(() -> network).open();
    }

    @AfterEach
    void closeFar() {
        far.close();
    }

    private long retrievals() {
        return store().countAuditEntries(AuditQuery.all().withAction(AuditAction.RETRIEVE));
    }

    private StorageException failureOfRetrieval() {
        return (StorageException)
                Refused.error(ErrorCode.STORAGE_FAILURE, () -> far.retrieveCredential(id, Scene.SKILL_ID));
    }

    @Test
    @DisplayName("X7: a retrieval that was committed is answered, and audited once")
    void retrieval_thatWasCommitted_isAnswered_andAuditedOnce() {
        network.lose(Loss.ANSWER);

        assertThat(Scene.text(far.retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("far");

        assertThat(retrievals()).isOne();
        scene().assertUnharmed();
    }

    @Test
    @DisplayName("X7: a retrieval that was not committed fails without a doubt, and the next one is served")
    void retrieval_thatWasNotCommitted_isRefused_andTheNextOneIsServed() {
        network.lose(Loss.COMMIT);

        assertThat(failureOfRetrieval().isOutcomeUnknown()).isFalse();

        assertThat(retrievals()).isZero();
        assertThat(Scene.text(far.retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("far");
        scene().assertUnharmed();
    }

    @Test
    @DisplayName("X7: a retrieval that was not committed is refused although somebody else's entry has its number")
    void retrieval_thatWasNotCommitted_whileOthersWroteOn_isRefused() {
        network.lose(Loss.COMMIT)
                .meanwhile(() -> store().retrieveCredential(id, Scene.SKILL_ID).close());

        assertThat(failureOfRetrieval().isOutcomeUnknown()).isFalse();

        assertThat(retrievals()).isOne();
        scene().assertUnharmed();
    }

    @Test
    @DisplayName("X7: a retrieval of which nothing can be found out is refused, although it is audited")
    void retrieval_ofWhichNothingCanBeFoundOut_isRefused_althoughItIsAudited() {
        network.lose(Loss.ANSWER, Loss.EVERYTHING);

        assertThat(failureOfRetrieval().isOutcomeUnknown()).isTrue();

        assertThat(retrievals()).isOne();
        assertThat(Scene.text(far.retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("far");
        assertThat(retrievals()).isEqualTo(2);
        scene().assertUnharmed();
    }

    @Test
    void retrieval_whoseAnswerWasLost_whileOthersWroteOn_isAnswered() {
        network.lose(Loss.ANSWER)
                .meanwhile(() -> store().retrieveCredential(id, Scene.SKILL_ID).close());

        assertThat(Scene.text(far.retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("far");

        assertThat(retrievals()).isEqualTo(2);
        scene().assertUnharmed();
    }

    @Test
    void change_thatWasCommitted_isDoneOnce() {
        network.lose(Loss.ANSWER);

        assertThat(far.revokeAccess(id, Scene.SKILL, null)).isTrue();

        assertThat(store().hasAccess(id, Scene.SKILL)).isFalse();
        assertThat(far.revokeAccess(id, Scene.SKILL, null)).isFalse();
        scene().assertUnharmed();
    }

    @Test
    @DisplayName("X7: pruning of which a part was not committed removes all, and counts nothing twice")
    void pruning_ofWhichAPartWasNotCommitted_removesAll_andCountsNothingTwice(@TempDir Path directory) {
        Path file = directory.resolve("segment.jsonl");
        clock().advance(Duration.ofDays(1));
        AuditSegment segment = far.exportAuditTrail(file, clock().instant()).orElseThrow();
        network.lose(Loss.NOTHING, Loss.COMMIT);

        assertThat(far.pruneAuditTrail(file, null)).isEqualTo(segment.to());

        assertThat(store().verifyIntegrity().firstAuditEntry()).isEqualTo(segment.to() + 1);
    }
}
