package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.internal.check.Codes;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.model.Entity;
import io.credentialstore.model.EntityType;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.model.VersionStatus;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;

/** Rows as the API shows them. Only for rows whose MAC was verified: those hold what this library wrote. */
final class Domain {
    private Domain() {}

    static Credential credential(StoredCredential row) {
        return new Credential(
                CredentialId.of(row.id()),
                row.name(),
                CredentialType.of(row.type()),
                row.service(),
                Environment.of(row.environment()),
                Codes.parse("status", CredentialStatus.class, row.status()),
                Metadata.ofJson(row.metadata()),
                row.currentVersion(),
                Timestamps.parseOptional(row.expiresAt()),
                Timestamps.parse(row.createdAt()),
                Timestamps.parse(row.updatedAt()),
                Timestamps.parseOptional(row.lastRotatedAt()));
    }

    static CredentialVersion version(StoredVersion row) {
        return new CredentialVersion(
                row.version(),
                Codes.parse("status", VersionStatus.class, row.status()),
                Timestamps.parse(row.createdAt()),
                row.createdBy(),
                Timestamps.parseOptional(row.servesUntil()));
    }

    static AccessPolicy policy(StoredPolicy row) {
        return new AccessPolicy(
                row.id(),
                CredentialId.of(row.credentialId()),
                new Entity(EntityType.of(row.entityType()), row.entityId()),
                AccessLevel.of(row.accessLevel()),
                row.grantedBy(),
                Timestamps.parse(row.grantedAt()),
                Timestamps.parseOptional(row.expiresAt()),
                row.reason());
    }

    static AuditEntry entry(StoredAuditEntry row) {
        return new AuditEntry(
                row.seq(),
                row.id(),
                row.credentialId() == null ? null : CredentialId.of(row.credentialId()),
                new Entity(EntityType.of(row.entityType()), row.entityId()),
                row.userId(),
                row.runId(),
                row.purpose(),
                row.ipAddress(),
                new AuditAction(row.action()),
                row.success() == 1,
                Timestamps.parse(row.timestamp()),
                row.version(),
                row.errorCode(),
                row.errorMessage(),
                row.metadata() == null ? Metadata.none() : Metadata.ofJson(row.metadata()));
    }
}
