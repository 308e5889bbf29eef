package io.credentialstore.audit;

import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of retrievals, successful or not.
 *
 * @param totalAccesses how many were tried
 * @param failedAccesses how many of them were refused or failed
 * @param byCredential how many were tried on each credential, unknown ids included
 * @param byEntity how many each entity tried
 * @param lastAccessAt when the last one was tried
 */
public record AuditSummary(
        long totalAccesses,
        long failedAccesses,
        Map<CredentialId, Long> byCredential,
        Map<Entity, Long> byEntity,
        Optional<Instant> lastAccessAt) {
    /** Copies the maps. */
    public AuditSummary {
        byCredential = Map.copyOf(byCredential);
        byEntity = Map.copyOf(byEntity);
    }
}
