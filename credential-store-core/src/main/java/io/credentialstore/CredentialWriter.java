package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.internal.seal.ValueVault;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.model.VersionStatus;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.OAuthToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores, rotates, updates, revokes and deletes credentials. Thread-safe. */
final class CredentialWriter {
    /** How many versions of a credential are kept; the oldest is destroyed when a rotation would exceed it. */
    static final int MAX_VERSIONS = 50;

    private final AuditedChanges changes;
    private final TrustedRows rows;
    private final Seals seals;
    private final ValueVault vault;
    private final IdSource ids;
    private final InstantSource clock;

    CredentialWriter(
            AuditedChanges changes,
            TrustedRows rows,
            Seals seals,
            ValueVault vault,
            IdSource ids,
            InstantSource clock) {
        this.changes = changes;
        this.rows = rows;
        this.seals = seals;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    CredentialId store(NewCredential credential, Environment environment, Caller actor) {
        CredentialId id = CredentialId.of(ids.next("cred", clock.instant()));
        AuditDraft entry = AuditDraft.of(AuditAction.STORE, actor, id)
                .withVersion(1)
                .with("name", credential.name())
                .with("environment", environment.code());
        return changes.run(entry, tx -> {
            requireAhead("expiresAt", credential.expiresAt(), tx.now());
            requireUsable(credential.value(), tx.now());
            requireFree(tx, credential.name(), environment);
            StoredVersion first = version(tx, id, 1, credential.value(), credential.createdBy());
            changes.insert(
                    tx, CredentialRow.fresh(id.value(), credential, environment.code(), tx.timestamp()), first, entry);
            return id;
        });
    }

    private static void requireFree(StoreTransaction tx, String name, Environment environment) {
        tx.tables().credentials().findByName(name, environment.code()).ifPresent(taken -> {
            throw ConflictException.conflict("The name " + name + " is taken in " + environment.code() + " by "
                    + taken.id() + ". Rotate that credential, or revoke it first.");
        });
    }

    private static void requireAhead(String field, @Nullable Instant end, Instant now) {
        if (end != null && !end.isAfter(now)) {
            throw new InvalidInputException(field, "has passed already; it must lie ahead");
        }
    }

    private static void requireUsable(CredentialValue value, Instant now) {
        if (value instanceof OAuthToken token && token.refreshToken().isEmpty()) {
            requireAhead("value.expiresAt", token.expiresAt().orElse(null), now);
        }
    }

    private StoredVersion version(
            StoreTransaction tx, CredentialId id, int number, CredentialValue value, @Nullable String by) {
        return seals.seal(vault.seal(id.value(), number, value, tx.timestamp(), by));
    }

    int rotate(CredentialId id, CredentialValue value, Rotation rotation, Authority authority) {
        Caller actor = authority.actor(rotation.rotatedBy());
        AuditDraft entry = AuditDraft.of(AuditAction.ROTATE, actor, id);
        return changes.run(entry, tx -> {
            StoredCredential row = authority
                    .require(tx, id, levelFor(rotation), AuditAction.ROTATE)
                    .row();
            requireSameType(row, value);
            requireUsable(value, tx.now());
            Instant expiry = expiryAfter(row, rotation);
            requireAhead("expiresAt", expiry, tx.now());
            int next = row.currentVersion() + 1;
            CredentialRow changed = new CredentialRow(row).expiresAt(expiry).rotatedTo(next, tx.timestamp());
            retire(tx, row, rotation, changed);
            StoredVersion added = version(tx, id, next, value, actor.userId());
            tx.tables().credentials().insertVersion(added);
            changed.with(added);
            changes.update(tx, changed, entry.withVersion(next));
            return next;
        });
    }

    /** When a credential ends is its owner's decision: changing that takes more than write. */
    private static AccessLevel levelFor(Rotation rotation) {
        return rotation.keepsExpiry() ? AccessLevel.WRITE : AccessLevel.ADMIN;
    }

    private static @Nullable Instant expiryAfter(StoredCredential row, Rotation rotation) {
        return rotation.keepsExpiry() ? Timestamps.parseOptional(row.expiresAt()) : rotation.expiresAt();
    }

    private static void requireSameType(StoredCredential row, CredentialValue value) {
        if (!row.type().equals(value.type().code())) {
            throw new InvalidInputException(
                    "value", "is of type " + value.type().code() + ", but " + row.id() + " is of type " + row.type());
        }
    }

    private void retire(StoreTransaction tx, StoredCredential row, Rotation rotation, CredentialRow changed) {
        List<StoredVersion> versions = rows.versions(tx, row);
        if (versions.size() >= MAX_VERSIONS) {
            tx.tables().credentials().deleteVersion(row.id(), versions.get(0).version());
            changed.without(versions.get(0));
            versions = versions.subList(1, versions.size());
        }
        boolean atOnce = rotation.gracePeriod().isZero() || AccessGuard.isExpired(row, tx.now());
        String until = atOnce ? null : Timestamps.format(endOfGrace(tx, row, rotation));
        for (StoredVersion version : versions) {
            // at once means all older values: none may outlive the one that is replaced now
            if (version.version() == row.currentVersion() || (atOnce && version.servesUntil() != null)) {
                end(tx, version, VersionStatus.ROTATED, until, changed);
            }
        }
    }

    private void end(
            StoreTransaction tx,
            StoredVersion version,
            VersionStatus status,
            @Nullable String servesUntil,
            CredentialRow changed) {
        StoredVersion ended = ended(version, status, servesUntil);
        tx.tables().credentials().updateVersion(ended);
        changed.with(ended);
    }

    /** A value never outlives the expiry it had. */
    private static Instant endOfGrace(StoreTransaction tx, StoredCredential row, Rotation rotation) {
        Instant asked = tx.now().plus(rotation.gracePeriod());
        Instant expiry = Timestamps.parseOptional(row.expiresAt());
        return expiry != null && expiry.isBefore(asked) ? expiry : asked;
    }

    private StoredVersion ended(StoredVersion row, VersionStatus status, @Nullable String servesUntil) {
        return seals.seal(new StoredVersion(
                row.credentialId(),
                row.version(),
                row.encryptedValue(),
                row.salt(),
                row.iv(),
                row.authTag(),
                row.kdfIterations(),
                row.encryptionKeyId(),
                status.code(),
                row.createdAt(),
                row.createdBy(),
                servesUntil,
                Bytes.of(new byte[0])));
    }

    void updateMetadata(CredentialId id, Metadata metadata, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.UPDATE, actor, id).with("changed", "metadata");
        changes.run(entry, tx -> {
            changes.update(tx, new CredentialRow(requireActive(tx, id)).metadata(metadata), entry);
            return true;
        });
    }

    void updateExpiry(CredentialId id, @Nullable Instant expiresAt, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.UPDATE, actor, id).with("changed", "expiresAt");
        changes.run(entry, tx -> {
            requireAhead("expiresAt", expiresAt, tx.now());
            changes.update(tx, new CredentialRow(requireActive(tx, id)).expiresAt(expiresAt), entry);
            return true;
        });
    }

    private StoredCredential requireActive(StoreTransaction tx, CredentialId id) {
        StoredCredential row = rows.require(tx, id);
        AccessGuard.requireServes(row, AccessLevel.WRITE, tx.now());
        return row;
    }

    void revoke(CredentialId id, @Nullable String reason, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.REVOKE, actor, id).with("reason", reason);
        changes.run(entry, tx -> {
            StoredCredential row = requireActive(tx, id);
            CredentialRow changed = new CredentialRow(row).status(CredentialStatus.REVOKED);
            rows.versions(tx, row).forEach(version -> end(tx, version, VersionStatus.REVOKED, null, changed));
            changes.update(tx, changed, entry);
            return true;
        });
        vault.forget(id.value());
    }

    void delete(CredentialId id, @Nullable String reason, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.DELETE, actor, id).with("reason", reason);
        changes.run(entry, tx -> {
            StoredCredential row = rows.require(tx, id);
            changes.delete(tx, new CredentialRow(row), entry.with("name", row.name()));
            return true;
        });
        vault.forget(id.value());
    }
}
