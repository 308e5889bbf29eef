package io.credentialstore;

import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Metadata;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredState;

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
        requireHead(tx);
        append(tx, draft, tx.state().auditMac());
    }

    /** Adds the first entry of a new trail. */
    void appendFirst(StoreTransaction tx, AuditDraft draft) {
        append(tx, draft, seals.genesis(seals.keyId()));
    }

    private void append(StoreTransaction tx, AuditDraft draft, Bytes prevMac) {
        StoredAuditEntry entry = seals.seal(entry(tx, draft, tx.state().auditSeq() + 1, prevMac));
        tx.tables().audit().append(entry);
        tx.appended(entry);
    }

    private static void requireHead(StoreTransaction tx) {
        StoredState state = tx.state();
        boolean stands = tx.tables()
                .audit()
                .find(state.auditSeq())
                .map(head -> state.auditMac().equals(head.mac()))
                .orElse(false);
        if (!stands) {
            throw new TamperedException(
                    "credential_audit_log",
                    Long.toString(state.auditSeq()),
                    "the newest entry is missing or was replaced");
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
