package io.credentialstore;

import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Metadata;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredState;
import java.util.ArrayList;
import java.util.List;

/** The only writer of the trail: gives an entry its place, links it to the one before, seals it. Thread-safe. */
final class AuditRecorder {
    private final Seals seals;
    private final IdSource ids;

    AuditRecorder(Seals seals, IdSource ids) {
        this.seals = seals;
        this.ids = ids;
    }

    /**
     * Adds an entry within a write transaction.
     *
     * @throws TamperedException when the newest entry is not the one that the state knows
     */
    void append(StoreTransaction tx, AuditDraft draft) {
        append(tx, List.of(draft));
    }

    /**
     * Adds entries within a write transaction, each linked to the one before.
     *
     * @throws TamperedException when the newest entry is not the one that the state knows
     */
    void append(StoreTransaction tx, List<AuditDraft> drafts) {
        if (!tx.continues()) {
            requireHead(tx.state(), endOfTrail(tx.tables(), tx.state()));
        }
        append(tx, drafts, tx.state().auditMac());
    }

    /** Adds the first entry of a new trail. */
    void appendFirst(StoreTransaction tx, AuditDraft draft) {
        append(tx, List.of(draft), seals.genesis(seals.keyId()));
    }

    private void append(StoreTransaction tx, List<AuditDraft> drafts, Bytes first) {
        List<StoredAuditEntry> entries = new ArrayList<>(drafts.size());
        Bytes prevMac = first;
        for (AuditDraft draft : drafts) {
            StoredAuditEntry entry = seals.seal(entry(tx, draft, tx.state().auditSeq() + 1, prevMac));
            tx.appended(entry);
            entries.add(entry);
            prevMac = entry.mac();
        }
        tx.tables().audit().append(entries);
        tx.tables().audit().addCounts(AccessTally.of(entries));
    }

    /** The newest entry that the state knows, and the one after it, which must not be there. */
    static List<RowSeal> endOfTrail(StorageTransaction tables, StoredState state) {
        return tables.audit().seals(state.auditSeq(), 2);
    }

    /**
     * Checks that the trail ends where the state says: otherwise entries were removed or added, or the state is an older
     * one that was put back.
     */
    static void requireHead(StoredState state, List<RowSeal> end) {
        String seq = Long.toString(state.auditSeq());
        if (!end.equals(List.of(new RowSeal(seq, state.auditMac())))) {
            throw new TamperedException(
                    "credential_audit_log",
                    seq,
                    "the newest entry is missing, was replaced, or is not the newest that the store knows");
        }
    }

    private StoredAuditEntry entry(StoreTransaction tx, AuditDraft draft, long seq, Bytes prevMac) {
        Caller caller = draft.caller();
        boolean bare = draft.metadata().equals(Metadata.none());
        return new StoredAuditEntry(
                seq,
                ids.next("audit", tx.now()),
                draft.credentialId() == null ? null : draft.credentialId().value(),
                caller.entity().id(),
                caller.entity().type().code(),
                caller.userId(),
                draft.action().code(),
                draft.success() ? 1 : 0,
                tx.timestamp(),
                caller.ipAddress(),
                draft.errorCode(),
                draft.errorMessage(),
                bare ? null : draft.metadata().toJson(),
                caller.runId(),
                caller.purpose(),
                draft.version(),
                draft.rowVersion(),
                seals.keyId(),
                prevMac,
                Bytes.of(new byte[0]));
    }
}
