package io.credentialstore;

import io.credentialstore.audit.AuditSummary;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.EntityType;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adds up counts. Not thread-safe. */
final class AccessSummary {
    private final Map<CredentialId, Long> byCredential = new HashMap<>();
    private final Map<Entity, Long> byEntity = new HashMap<>();
    private long total;
    private long failed;

    void add(AccessCount count) {
        total += count.total();
        failed += count.failed();
        if (!count.credentialId().equals(AccessPair.NO_CREDENTIAL)) {
            byCredential.merge(CredentialId.of(count.credentialId()), count.total(), Long::sum);
        }
        byEntity.merge(new Entity(EntityType.of(count.entityType()), count.entityId()), count.total(), Long::sum);
    }

    AuditSummary at(Optional<Instant> lastAccess) {
        return new AuditSummary(total, failed, byCredential, byEntity, lastAccess);
    }
}
