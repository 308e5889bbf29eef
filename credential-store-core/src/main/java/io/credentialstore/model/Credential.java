package io.credentialstore.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a credential without decrypting it. None of this is secret: all of it can be read in the database
 * file, though not changed unseen.
 *
 * @param id its id
 * @param name its name, unique in its environment among credentials that are not revoked
 * @param type the kind of value
 * @param service what it opens, such as {@code stripe}
 * @param environment where it belongs
 * @param status whether it serves
 * @param metadata what its owner wrote about it
 * @param version the current version, from 1
 * @param expiresAt from when on it is refused, or null for never
 * @param createdAt when it was stored
 * @param updatedAt when it or its grants last changed
 * @param lastRotatedAt when its value was last replaced, or null
 */
public record Credential(
        CredentialId id,
        String name,
        CredentialType type,
        String service,
        Environment environment,
        CredentialStatus status,
        Metadata metadata,
        int version,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastRotatedAt) {
    /**
     * Whether it is active and not expired.
     *
     * @param now the time to judge by
     * @return true when a grant would release its value
     */
    public boolean servesAt(Instant now) {
        return status == CredentialStatus.ACTIVE && (expiresAt == null || now.isBefore(expiresAt));
    }
}
