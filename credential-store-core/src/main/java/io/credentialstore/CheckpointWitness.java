package io.credentialstore;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.internal.seal.Signer;
import io.credentialstore.spi.StoredState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the keeper follow the store: a checkpoint after each administrative change and after every
 * {@value #INTERVAL} entries. A keeper that fails does not fail the call, whose work is done by then; it is warned about,
 * and tried again when the next checkpoint is due, so that a place that hangs does not slow every retrieval. Thread-safe.
 */
final class CheckpointWitness {
    /** So many entries may follow a checkpoint before the next one. */
    static final int INTERVAL = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWitness.class);

    private final Signer signer;
    private final @Nullable CheckpointKeeper keeper;
    private volatile long triedGeneration = -1;
    private volatile long triedSeq = -1;
    private volatile long keptSeq = -1;
    private volatile @Nullable StoredState newest;

    CheckpointWitness(Signer signer, @Nullable CheckpointKeeper keeper) {
        this.signer = signer;
        this.keeper = keeper;
    }

    /** Whether anything is kept at all. */
    boolean hasKeeper() {
        return keeper != null;
    }

    /** The newest checkpoint that is kept elsewhere. */
    Optional<AuditCheckpoint> latest() {
        return keeper == null ? Optional.empty() : keeper.latest();
    }

    /** Signs the state, and has it kept. */
    AuditCheckpoint keep(StoredState state) {
        AuditCheckpoint checkpoint = signer.checkpoint(state);
        if (keeper != null) {
            triedGeneration = state.generation();
            triedSeq = state.auditSeq();
            keeper.keep(checkpoint);
            keptSeq = state.auditSeq();
        }
        return checkpoint;
    }

    /** Told of each state that this process has committed. */
    void committed(StoredState state) {
        newest = state;
        if (state.generation() != triedGeneration || state.auditSeq() - triedSeq >= INTERVAL) {
            tryToKeep(state);
        }
    }

    /** Keeps what followed the last checkpoint. */
    void closing() {
        StoredState last = newest;
        if (last != null && last.auditSeq() > keptSeq) {
            tryToKeep(last);
        }
    }

    /** Whatever a keeper of somebody else's throws: the call is done, and a store that is closing must go on to its keys. */
    private void tryToKeep(StoredState state) {
        boolean interrupted = Thread.interrupted(); // files refuse such a thread, and nobody may avoid the witness so
        try {
            if (keeper != null) {
                keep(state);
            }
        } catch (RuntimeException e) { // a keeper's own, of any kind: the change is committed and stands
            LOG.warn("The checkpoint of entry {} was not kept: {}", state.auditSeq(), e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
