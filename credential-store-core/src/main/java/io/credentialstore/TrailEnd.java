package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.StoreMovedException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredState;
import java.util.List;

/** The newest entry of the trail, which decides whether and where the trail goes on. Immutable. */
final class TrailEnd {
    private static final String AUDIT = "credential_audit_log";

    private final StoredState state;
    private final List<StoredAuditEntry> found;

    private TrailEnd(StoredState state, List<StoredAuditEntry> found) {
        this.state = state;
        this.found = found;
    }

    /** Reads the entry that the state knows as the newest, and the one after it, which must not be there. */
    static TrailEnd of(StoredState state, StorageTransaction tables) {
        return new TrailEnd(state, tables.audit().scan(state.auditSeq() - 1, 2));
    }

    /**
     * Checks that the trail ends as the state says: otherwise entries were removed or added, or the state is an older one
     * that was put back.
     */
    TrailEnd requireGenuine(Seals seals) {
        String seq = Long.toString(state.auditSeq());
        boolean isEnd = found.size() == 1
                && found.get(0).seq() == state.auditSeq()
                && found.get(0).mac().equals(state.auditMac());
        if (!isEnd) {
            throw new TamperedException(
                    AUDIT, seq, "the newest entry is missing, was replaced, or is not the newest that the store knows");
        }
        if (!seals.isIntact(found.get(0))) {
            throw new TamperedException(AUDIT, seq, "the newest entry is not as it was sealed");
        }
        return this;
    }

    /** Whether the newest entry, which is genuine, gave the store up for a copy elsewhere. */
    boolean isGivenUp() {
        return AuditAction.MOVE_OUT.code().equals(found.get(0).action())
                && found.get(0).success() == 1;
    }

    /** As {@link #requireGenuine}, and that the store is not given up: nothing may follow behind that. */
    void requireOpen(Seals seals) {
        if (requireGenuine(seals).isGivenUp()) {
            throw new StoreMovedException(state.auditSeq(), found.get(0).timestamp());
        }
    }
}
