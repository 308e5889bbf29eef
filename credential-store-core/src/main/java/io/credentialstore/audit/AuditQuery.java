package io.credentialstore.audit;

import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to the trail; an absent part matches everything. Newest entries come first unless {@link #oldestFirst} is
 * asked for.
 *
 * @param credentialId only entries about this credential, or null
 * @param entity only entries by this entity, or null
 * @param userId only entries of this user, or null
 * @param action only this action, or null
 * @param success only successes or only failures, or null
 * @param since only entries at or after this time, or null
 * @param until only entries before this time, or null
 * @param isOldestFirst the order
 * @param after only entries that follow this sequence number in the chosen order, or null
 * @param limit at most so many, 1 to {@value #MAX_LIMIT}
 */
public record AuditQuery(
        @Nullable CredentialId credentialId,
        @Nullable Entity entity,
        @Nullable String userId,
        @Nullable AuditAction action,
        @Nullable Boolean success,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean isOldestFirst,
        @Nullable Long after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1_000;

    /** The page when none is asked for. */
    public static final int DEFAULT_LIMIT = 100;

    /**
     * Checks the parts.
     *
     * @throws io.credentialstore.error.InvalidInputException when one breaks its rule
     */
    public AuditQuery {
        Checks.optionalText("userId", userId);
        Checks.optionalInstant("since", since);
        Checks.optionalInstant("until", until);
        Checks.range("limit", limit, 1, MAX_LIMIT);
    }

    /**
     * The newest entries of the whole trail.
     *
     * @return the question that everything matches
     */
    public static AuditQuery all() {
        return new AuditQuery(null, null, null, null, null, null, null, false, null, DEFAULT_LIMIT);
    }

    /**
     * Only about this credential.
     *
     * @param only the credential
     * @return a copy
     */
    public AuditQuery withCredential(@Nullable CredentialId only) {
        return new AuditQuery(only, entity, userId, action, success, since, until, isOldestFirst, after, limit);
    }

    /**
     * Only by this entity.
     *
     * @param only the entity
     * @return a copy
     */
    public AuditQuery withEntity(@Nullable Entity only) {
        return new AuditQuery(credentialId, only, userId, action, success, since, until, isOldestFirst, after, limit);
    }

    /**
     * Only of this user.
     *
     * @param only the user's id
     * @return a copy
     */
    public AuditQuery withUser(@Nullable String only) {
        return new AuditQuery(credentialId, entity, only, action, success, since, until, isOldestFirst, after, limit);
    }

    /**
     * Only this action.
     *
     * @param only the action
     * @return a copy
     */
    public AuditQuery withAction(@Nullable AuditAction only) {
        return new AuditQuery(credentialId, entity, userId, only, success, since, until, isOldestFirst, after, limit);
    }

    /**
     * Only what failed or was refused.
     *
     * @return a copy
     */
    public AuditQuery failuresOnly() {
        return new AuditQuery(credentialId, entity, userId, action, false, since, until, isOldestFirst, after, limit);
    }

    /**
     * Only what was done.
     *
     * @return a copy
     */
    public AuditQuery successesOnly() {
        return new AuditQuery(credentialId, entity, userId, action, true, since, until, isOldestFirst, after, limit);
    }

    /**
     * Only at or after this time.
     *
     * @param from the earliest time, inclusive
     * @return a copy
     */
    public AuditQuery withSince(@Nullable Instant from) {
        return new AuditQuery(credentialId, entity, userId, action, success, from, until, isOldestFirst, after, limit);
    }

    /**
     * Only before this time.
     *
     * @param to the latest time, exclusive
     * @return a copy
     */
    public AuditQuery withUntil(@Nullable Instant to) {
        return new AuditQuery(credentialId, entity, userId, action, success, since, to, isOldestFirst, after, limit);
    }

    /**
     * In the order in which things happened.
     *
     * @return a copy
     */
    public AuditQuery oldestFirst() {
        return new AuditQuery(credentialId, entity, userId, action, success, since, until, true, after, limit);
    }

    /**
     * The page that follows.
     *
     * @param seq the last sequence number of the page before
     * @return a copy
     */
    public AuditQuery withAfter(@Nullable Long seq) {
        return new AuditQuery(credentialId, entity, userId, action, success, since, until, isOldestFirst, seq, limit);
    }

    /**
     * A page of another size.
     *
     * @param most 1 to {@value #MAX_LIMIT}
     * @return a copy
     */
    public AuditQuery withLimit(int most) {
        return new AuditQuery(credentialId, entity, userId, action, success, since, until, isOldestFirst, after, most);
    }
}
