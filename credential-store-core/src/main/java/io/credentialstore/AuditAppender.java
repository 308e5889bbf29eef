package io.credentialstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the audit entry of a retrieval durable before its value is released. Thread-safe. */
interface AuditAppender {
    /**
     * What the decision that the entry records rests on.
     *
     * @param generation the store's generation at that time
     * @param until when it ends by itself, exclusive, or null for never
     */
    record Basis(long generation, @Nullable Instant until) {}

    /**
     * Adds the entry when its basis still stands, and returns once it is durable.
     *
     * @return false, with nothing added, when the basis is gone and the caller must decide again
     */
    boolean append(AuditDraft entry, Basis basis);
}
