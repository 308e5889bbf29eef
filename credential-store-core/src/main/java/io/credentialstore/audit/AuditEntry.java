package io.credentialstore.audit;

import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Metadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail. It never holds a value.
 *
 * @param seq its place in the trail, from 1, without gaps; this and not the time gives the order
 * @param id its own id
 * @param credentialId what it is about, or null for the store itself
 * @param entity who acted
 * @param userId the person behind it, or null
 * @param runId the execution it belongs to, or null
 * @param purpose what it was for, or null
 * @param ipAddress where the request came from, or null
 * @param action what was done
 * @param success whether it was done
 * @param timestamp when; never earlier than the entry before
 * @param version the version it is about, or null
 * @param errorCode why it was not done, or null: the code of a {@code DenialReason}, an {@code ErrorCode} in lower case,
 *     or {@code host} for a host's own failure
 * @param errorMessage the same as a sentence, or null
 * @param metadata more, such as the reason given
 */
public record AuditEntry(
        long seq,
        String id,
        @Nullable CredentialId credentialId,
        Entity entity,
        @Nullable String userId,
        @Nullable String runId,
        @Nullable String purpose,
        @Nullable String ipAddress,
        AuditAction action,
        boolean success,
        Instant timestamp,
        @Nullable Integer version,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        Metadata metadata) {}
