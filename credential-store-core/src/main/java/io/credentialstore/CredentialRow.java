package io.credentialstore;

import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.Metadata;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code credentials} that is being changed. Its MAC, digests and row version come when it is written. */
final class CredentialRow {
    private final StoredCredential before;
    private String status;
    private String metadata;
    private int currentVersion;
    private @Nullable String expiresAt;
    private @Nullable String lastRotatedAt;
    private final Written grants = new Written("credential_access_policies");
    private final Written versions = new Written("credential_versions");

    CredentialRow(StoredCredential before) {
        this.before = before;
        this.status = before.status();
        this.metadata = before.metadata();
        this.currentVersion = before.currentVersion();
        this.expiresAt = before.expiresAt();
        this.lastRotatedAt = before.lastRotatedAt();
    }

    static CredentialRow fresh(String id, NewCredential credential, String environment, String now) {
        Bytes none = Bytes.of(new byte[0]);
        return new CredentialRow(new StoredCredential(
                id,
                credential.name(),
                credential.value().type().code(),
                credential.service(),
                environment,
                CredentialStatus.ACTIVE.code(),
                credential.metadata().toJson(),
                1,
                Timestamps.formatOptional(credential.expiresAt()),
                now,
                now,
                null,
                0,
                CredentialTree.bucket(id),
                none,
                none,
                "",
                none));
    }

    String id() {
        return before.id();
    }

    long nextRowVersion() {
        return before.rowVersion() + 1;
    }

    CredentialRow status(CredentialStatus to) {
        status = to.code();
        return this;
    }

    CredentialRow metadata(Metadata to) {
        metadata = to.toJson();
        return this;
    }

    CredentialRow expiresAt(@Nullable Instant to) {
        expiresAt = Timestamps.formatOptional(to);
        return this;
    }

    CredentialRow rotatedTo(int version, String at) {
        currentVersion = version;
        lastRotatedAt = at;
        return this;
    }

    CredentialRow with(StoredPolicy grant) {
        grants.put(grant.id(), grant.rowMac());
        return this;
    }

    CredentialRow without(StoredPolicy grant) {
        grants.removed(grant.id());
        return this;
    }

    CredentialRow with(StoredVersion version) {
        versions.put(Integer.toString(version.version()), version.rowMac());
        return this;
    }

    CredentialRow without(StoredVersion version) {
        versions.removed(Integer.toString(version.version()));
        return this;
    }

    /** The grants that were changed along with it. */
    Written grants() {
        return grants;
    }

    /** The versions that were changed along with it. */
    Written versions() {
        return versions;
    }

    StoredCredential toRow(String now, Bytes policyDigest, Bytes versionDigest, String macKeyId) {
        return new StoredCredential(
                before.id(),
                before.name(),
                before.type(),
                before.service(),
                before.environment(),
                status,
                metadata,
                currentVersion,
                expiresAt,
                before.createdAt(),
                now,
                lastRotatedAt,
                nextRowVersion(),
                before.bucket(),
                policyDigest,
                versionDigest,
                macKeyId,
                Bytes.of(new byte[0]));
    }
}
