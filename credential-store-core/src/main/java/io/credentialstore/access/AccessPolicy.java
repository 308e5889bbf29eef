package io.credentialstore.access;

import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant that stands. An entity has at most one for each credential.
 *
 * @param id the grant's own id
 * @param credentialId the credential it opens
 * @param entity who has it
 * @param level what it allows
 * @param grantedBy the user who decided, or null
 * @param grantedAt when it was made or last changed
 * @param expiresAt from when on it is void, or null for never
 * @param reason why, or null
 */
public record AccessPolicy(
        String id,
        CredentialId credentialId,
        Entity entity,
        AccessLevel level,
        @Nullable String grantedBy,
        Instant grantedAt,
        @Nullable Instant expiresAt,
        @Nullable String reason) {
    /**
     * Whether its end has come.
     *
     * @param now the time to judge by
     * @return true from the instant of expiry on
     */
    public boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
