package io.credentialstore;

import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredState;
import java.time.Instant;

/**
 * A storage transaction together with the store's verified state. What changes the state is collected here and written
 * once, before the commit.
 */
final class StoreTransaction {
    private final StorageTransaction tables;
    private final Instant now;
    private StoredState state;
    private boolean dirty;

    StoreTransaction(StorageTransaction tables, StoredState state, Instant clock) {
        this.tables = tables;
        this.state = state;
        Instant last = Timestamps.parse(state.auditTime());
        this.now = clock.isBefore(last) ? last : Timestamps.stored(clock);
    }

    StorageTransaction tables() {
        return tables;
    }

    StoredState state() {
        return state;
    }

    /** The store's time: the clock's, but never before the newest audit entry. */
    Instant now() {
        return now;
    }

    String timestamp() {
        return Timestamps.format(now);
    }

    /** Notes an administrative change, after which everything cached under the old generation is void. */
    void nextGeneration() {
        replace(state.generation() + 1, state.auditSeq(), state.auditMac(), state.auditTime(), state.keysDigest());
    }

    void keysChanged(Bytes digest) {
        replace(state.generation() + 1, state.auditSeq(), state.auditMac(), state.auditTime(), digest);
    }

    void appended(StoredAuditEntry entry) {
        replace(state.generation(), entry.seq(), entry.mac(), entry.timestamp(), state.keysDigest());
    }

    private void replace(long generation, long auditSeq, Bytes auditMac, String auditTime, Bytes keysDigest) {
        state = new StoredState(
                state.storeId(),
                state.formatVersion(),
                state.createdAt(),
                generation,
                auditSeq,
                auditMac,
                auditTime,
                keysDigest,
                state.macKeyId(),
                state.rowMac());
        dirty = true;
    }

    void flush(Seals seals) {
        if (dirty) {
            tables.state().update(seals.seal(state));
        }
    }
}
