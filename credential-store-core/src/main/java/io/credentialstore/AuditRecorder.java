package io.credentialstore;

import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Metadata;
import io.credentialstore.spi.StoredAuditEntry;
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

    /** Adds an entry within a write transaction, which has found the end of the trail genuine. */
    void append(StoreTransaction tx, AuditDraft draft) {
        append(tx, List.of(draft));
    }

    /** Adds entries within a write transaction, each linked to the one before. */
    void append(StoreTransaction tx, List<AuditDraft> drafts) {
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
