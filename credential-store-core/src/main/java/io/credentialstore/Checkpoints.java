package io.credentialstore;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.internal.seal.Signer;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredState;
import java.util.Optional;

/** Compares the store with what was said of it earlier. Thread-safe. */
final class Checkpoints {
    private static final String AUDIT = "credential_audit_log";
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

    /** Holds the store to the checkpoint that is kept, and then keeps a newer one. */
    void requireKept() {
        kept().ifPresent(this::require);
        create();
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

    /** Of the entries that were pruned, the last one's MAC is still known. */
    private Optional<Bytes> macOf(StoreTransaction tx, long seq) {
        Optional<StoredAuditEntry> entry = tx.tables().audit().find(seq);
        return entry.isPresent()
                ? entry.map(StoredAuditEntry::mac)
                : TrailChain.pruned(tx, seals)
                        .filter(pruned -> pruned.through() == seq)
                        .map(TrailChain.Pruned::mac);
    }

    void require(StoreTransaction tx, AuditCheckpoint checkpoint) {
        StoredState state = tx.state();
        String row = Long.toString(checkpoint.seq());
        if (!state.storeId().equals(checkpoint.storeId())) {
            throw TamperedException.rolledBack(
                    "store_state",
                    "1",
                    "the checkpoint is of " + checkpoint.storeId() + ", and this is " + state.storeId(),
                    REMEDY);
        }
        if (!signer.isOurs(checkpoint)) {
            throw new TamperedException("checkpoint", row, "it is not signed by this store");
        }
        if (checkpoint.seq() > state.auditSeq()) {
            throw TamperedException.rolledBack(
                    AUDIT,
                    row,
                    "the checkpoint of " + checkpoint.time() + " saw this entry, and the trail ends with "
                            + state.auditSeq(),
                    REMEDY);
        }
        Optional<Bytes> mac = macOf(tx, checkpoint.seq());
        if (mac.isEmpty() || !mac.get().equals(checkpoint.mac())) {
            throw TamperedException.rolledBack(
                    AUDIT,
                    row,
                    "the checkpoint of " + checkpoint.time() + " saw another entry there, or it was removed",
                    REMEDY);
        }
    }
}
