package io.credentialstore.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a credential's history, without its value.
 *
 * @param version from 1
 * @param status where it stands
 * @param createdAt when it was stored
 * @param createdBy the user who stored it, or null
 * @param servesUntil for a replaced version, until when explicit reads still get it; null when they do not
 */
public record CredentialVersion(
        int version,
        VersionStatus status,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant servesUntil) {}
