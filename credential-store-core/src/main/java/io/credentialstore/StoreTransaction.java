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
    private final String timestamp;
    private StoredState state;
    private boolean dirty;

    StoreTransaction(StorageTransaction tables, StoredState state, Instant clock) {
        this.tables = tables;
        this.state = state;
        this.now = now(clock, state.auditTime());
        this.timestamp = Timestamps.format(now);
    }

    /** The stored form sorts as time does, and is quicker compared than read. */
    private static Instant now(Instant clock, String newest) {
        boolean since = Timestamps.format(clock).compareTo(newest) >= 0;
        return since ? Timestamps.stored(clock) : Timestamps.parse(newest);
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
        return timestamp;
    }

    /** Notes new key slots. A new generation makes everything void that is cached under the old one. */
    void keysChanged(Bytes digest) {
        replace(state.generation() + 1, digest, state.credentialsDigest());
    }

    void credentialsChanged(Bytes root) {
        replace(state.generation() + 1, state.keysDigest(), root);
    }

    private void replace(long generation, Bytes keysDigest, Bytes credentialsDigest) {
        replace(new StoredState(
                state.storeId(),
                state.formatVersion(),
                state.createdAt(),
                generation,
                state.auditSeq(),
                state.auditMac(),
                state.auditTime(),
                keysDigest,
                credentialsDigest,
                state.macKeyId(),
                state.rowMac()));
    }

    void appended(StoredAuditEntry entry) {
        replace(new StoredState(
                state.storeId(),
                state.formatVersion(),
                state.createdAt(),
                state.generation(),
                entry.seq(),
                entry.mac(),
                entry.timestamp(),
                state.keysDigest(),
                state.credentialsDigest(),
                state.macKeyId(),
                state.rowMac()));
    }

    private void replace(StoredState next) {
        state = next;
        dirty = true;
    }

    void flush(Seals seals) {
        if (dirty) {
            tables.state().update(seals.seal(state));
        }
    }
}
