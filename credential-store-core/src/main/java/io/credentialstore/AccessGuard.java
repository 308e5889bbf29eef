package io.credentialstore;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.DenialReason;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what; denies what it does not know. Reading needs a credential that serves; rotating and granting
 * need one that is not revoked, so that an expired one can be renewed. Thread-safe.
 */
final class AccessGuard {
    private static final int REMEMBERED = 4_096;

    private final TrustedRows rows;
    private final GenerationCache<Asked, Facts> remembered = new GenerationCache<>(REMEMBERED);

    AccessGuard(TrustedRows rows) {
        this.rows = rows;
    }

    /** Whose access to what. */
    private record Asked(CredentialId id, Entity entity) {}

    /** The verified rows that a decision is made of, as far as there are such. */
    private record Facts(
            @Nullable StoredCredential credential, @Nullable StoredPolicy policy) {}

    /** A decision, and the credential it is about when there is one. */
    private record Verdict(
            AccessDecision decision, @Nullable StoredCredential credential) {
        static Verdict denied(DenialReason reason) {
            return new Verdict(new AccessDecision.Denied(reason), null);
        }
    }

    AccessDecision decide(StoreTransaction tx, CredentialId id, Entity entity, AccessLevel level) {
        return judge(facts(tx, id, entity), level, tx.now()).decision();
    }

    /** As {@link #decide}, from the rows that were verified at this generation; for snapshots only. */
    AccessDecision answer(StoreTransaction tx, CredentialId id, Entity entity, AccessLevel level) {
        Asked asked = new Asked(id, entity);
        long generation = tx.state().generation();
        Facts facts = remembered.find(asked, generation).orElseGet(() -> {
            Facts found = facts(tx, id, entity);
            remembered.put(asked, generation, found);
            return found;
        });
        return judge(facts, level, tx.now()).decision();
    }

    private Facts facts(StoreTransaction tx, CredentialId id, Entity entity) {
        StoredCredential credential = rows.find(tx, id).orElse(null);
        return new Facts(
                credential,
                credential == null ? null : rows.policy(tx, credential, entity).orElse(null));
    }

    private static Verdict judge(Facts facts, AccessLevel level, Instant now) {
        StoredCredential credential = facts.credential();
        if (credential == null) {
            return Verdict.denied(DenialReason.UNKNOWN_CREDENTIAL);
        }
        StoredPolicy policy = facts.policy();
        if (policy == null) {
            return Verdict.denied(DenialReason.NOT_GRANTED);
        }
        return flawOf(policy, level, now)
                .or(() -> flawOf(credential, level, now))
                .map(Verdict::denied)
                .orElseGet(() -> new Verdict(new AccessDecision.Granted(Domain.policy(policy)), credential));
    }

    /** What keeps a grant from allowing this; a limit of its uses does, since nobody counts them yet. */
    static Optional<DenialReason> flawOf(StoredPolicy row, AccessLevel wanted, Instant now) {
        AccessPolicy policy = Domain.policy(row);
        if (policy.isExpiredAt(now)) {
            return Optional.of(DenialReason.GRANT_EXPIRED);
        }
        if (row.maxUses() != null) {
            return Optional.of(DenialReason.GRANT_NOT_UNDERSTOOD);
        }
        return policy.level().includes(wanted) ? Optional.empty() : Optional.of(DenialReason.LEVEL_TOO_LOW);
    }

    private static Optional<DenialReason> flawOf(StoredCredential row, AccessLevel wanted, Instant now) {
        if (isRevoked(row)) {
            return Optional.of(DenialReason.CREDENTIAL_REVOKED);
        }
        return wanted == AccessLevel.READ && isExpired(row, now)
                ? Optional.of(DenialReason.CREDENTIAL_EXPIRED)
                : Optional.empty();
    }

    /**
     * Returns the credential, and until when the grant on it lasts.
     *
     * @throws Refusal when there is none; unknown, not granted and expired grant tell the caller the same
     */
    Authority.Permit require(
            StoreTransaction tx, CredentialId id, Entity entity, AccessLevel level, AuditAction action) {
        Verdict verdict = judge(facts(tx, id, entity), level, tx.now());
        if (verdict.decision() instanceof AccessDecision.Granted granted) {
            return new Authority.Permit(
                    Objects.requireNonNull(verdict.credential()),
                    granted.policy().expiresAt());
        }
        DenialReason reason = ((AccessDecision.Denied) verdict.decision()).reason();
        throw Refusal.of(
                reason,
                reason.liesInGrant()
                        ? new AccessDeniedException(entity.toString(), action.code(), id.value())
                        : unavailable(id, reason));
    }

    private static CredentialStoreException unavailable(CredentialId id, DenialReason reason) {
        return reason == DenialReason.CREDENTIAL_REVOKED
                ? CredentialUnavailableException.revoked(id.value())
                : CredentialUnavailableException.expired(id.value());
    }

    /** What the credential's own state says to a caller who needs no grant. */
    static void requireServes(StoredCredential row, AccessLevel wanted, Instant now) {
        flawOf(row, wanted, now).ifPresent(reason -> {
            throw Refusal.of(reason, unavailable(CredentialId.of(row.id()), reason));
        });
    }

    static boolean isRevoked(StoredCredential row) {
        return !CredentialStatus.ACTIVE.code().equals(row.status());
    }

    static boolean isExpired(StoredCredential row, Instant now) {
        Instant end = Timestamps.parseOptional(row.expiresAt());
        return end != null && !now.isBefore(end);
    }

    /** The earlier of two ends, null standing for never. */
    static @Nullable Instant earlier(@Nullable Instant first, @Nullable Instant second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.isBefore(second) ? first : second;
    }
}
