package io.credentialstore.spi;

import io.credentialstore.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code credential_access_policies}.
 *
 * @param id the grant's id
 * @param credentialId the credential it opens
 * @param entityId the id of the skill or tool
 * @param entityType skill or tool
 * @param accessLevel read, write or admin
 * @param grantedBy the user who decided, or null
 * @param grantedAt when it was made or last changed
 * @param expiresAt from when on it is void, or null
 * @param reason why, or null
 * @param maxUses reserved: null in all rows that this version writes; a grant that has it is refused
 * @param macKeyId the data key of the MAC
 * @param rowMac MAC over the other columns, 32 bytes
 */
public record StoredPolicy(
        String id,
        String credentialId,
        String entityId,
        String entityType,
        String accessLevel,
        @Nullable String grantedBy,
        String grantedAt,
        @Nullable String expiresAt,
        @Nullable String reason,
        @Nullable Integer maxUses,
        String macKeyId,
        Bytes rowMac) {
    /**
     * The same row with another MAC.
     *
     * @param mac the MAC, 32 bytes
     * @return a copy
     */
    public StoredPolicy withMac(Bytes mac) {
        return new StoredPolicy(
                id,
                credentialId,
                entityId,
                entityType,
                accessLevel,
                grantedBy,
                grantedAt,
                expiresAt,
                reason,
                maxUses,
                macKeyId,
                mac);
    }
}
