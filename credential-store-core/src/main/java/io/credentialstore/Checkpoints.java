package io.credentialstore;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.internal.seal.Signer;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.List;
import java.util.Optional;

/** Compares the store with what was said of it earlier. Thread-safe. */
final class Checkpoints {
    private static final int PAGE = 500;
    private static final String REMEDY =
            "An older file was put back, or entries were removed. If you restored a backup on"
                    + " purpose, remove the checkpoint where it is kept, and remember that what was revoked or rotated since then"
                    + " has come back.";

    private final StoreTransactions transactions;
    private final CheckpointWitness witness;
    private final Seals seals;
    private final Signer signer;

    Checkpoints(StoreTransactions transactions, CheckpointWitness witness, Seals seals, Signer signer) {
        this.transactions = transactions;
        this.witness = witness;
        this.seals = seals;
        this.signer = signer;
    }

    AuditCheckpoint create() {
        return transactions.whileOpen(() -> witness.keep(transactions.read(StoreTransaction::state)));
    }

    /** Holds the store to the checkpoint that is kept, and then keeps a newer one. Nothing is signed for nobody. */
    void requireKept() {
        if (witness.hasKeeper()) {
            kept().ifPresent(this::require);
            create();
        }
    }

    void require(AuditCheckpoint checkpoint) {
        transactions.read(tx -> {
            require(tx, checkpoint);
            return true;
        });
    }

    /** The newest one that is kept. To be asked for before the transaction that is held to it: others go on meanwhile. */
    Optional<AuditCheckpoint> kept() {
        return witness.latest();
    }

    void require(StoreTransaction tx, AuditCheckpoint checkpoint) {
        String storeId = tx.state().storeId();
        if (!storeId.equals(checkpoint.storeId())) {
            throw TamperedException.rolledBack(
                    "store_state",
                    "1",
                    "the checkpoint is of " + checkpoint.storeId() + ", and this is " + storeId,
                    REMEDY);
        }
        if (!signer.isOurs(checkpoint)) {
            throw new TamperedException(
                    "checkpoint", Long.toString(checkpoint.seq()), "it is not signed by this store");
        }
        requireContinuation(tx, checkpoint);
    }

    /**
     * Follows the chain from the entry that was witnessed to the end that the state knows. To look for that entry alone
     * would not do: whoever has it could graft it into another history.
     */
    private void requireContinuation(StoreTransaction tx, AuditCheckpoint checkpoint) {
        TrailChain chain = TrailChain.after(checkpoint.seq(), checkpoint.mac(), seals);
        List<StoredAuditEntry> page = tx.tables().audit().scan(chain.last(), PAGE);
        while (!page.isEmpty()) {
            for (StoredAuditEntry entry : page) {
                chain.follow(entry, problem -> {
                    throw divergence(entry.seq(), problem, checkpoint);
                });
            }
            page = tx.tables().audit().scan(chain.last(), PAGE);
        }
        if (!chain.endsWith(tx.state().auditSeq(), tx.state().auditMac())) {
            throw divergence(
                    checkpoint.seq(),
                    "the store's state knows entries up to " + tx.state().auditSeq(),
                    checkpoint);
        }
    }

    private static TamperedException divergence(long seq, String problem, AuditCheckpoint checkpoint) {
        return TamperedException.rolledBack(
                "credential_audit_log",
                Long.toString(seq),
                "the trail does not go on from entry " + checkpoint.seq() + ", which a checkpoint saw at "
                        + checkpoint.time() + ": " + problem,
                REMEDY);
    }
}
