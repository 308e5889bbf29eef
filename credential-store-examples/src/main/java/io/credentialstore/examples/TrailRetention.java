package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditSegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Keeps the trail from growing for ever, without losing the proof of what was in it. */
public final class TrailRetention {
    private TrailRetention() {}

    /**
     * Moves old entries out of the store.
     *
     * @param store the store
     * @param archive a directory that is backed up
     * @param ninetyDaysAgo entries before this time go
     * @return how many went
     */
    public static long run(CredentialStore store, Path archive, Instant ninetyDaysAgo) {
        // tag::prune[]
        Path file = archive.resolve("trail-until-" + ninetyDaysAgo.getEpochSecond() + ".jsonl");
        Optional<AuditSegment> segment =
                store.exportAuditTrail(file, ninetyDaysAgo); // JSON lines, sealed by the last one
        long removed = segment.isPresent() ? store.pruneAuditTrail(file, "ops@example.com") : 0;
        // end::prune[]
        return removed;
    }
}
