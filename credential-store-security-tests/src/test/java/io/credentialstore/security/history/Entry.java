package io.credentialstore.security.history;

import io.credentialstore.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the check needs of an entry of the trail.
 *
 * @param seq its place
 * @param call the call that it names as its user; null for what happened before the first call
 * @param success whether it was done
 * @param version the version that was released or made, or null
 */
record Entry(
        long seq,
        @Nullable String call,
        boolean success,
        @Nullable Integer version) {
    static Entry of(AuditEntry entry) {
        return new Entry(entry.seq(), entry.userId(), entry.success(), entry.version());
    }
}
