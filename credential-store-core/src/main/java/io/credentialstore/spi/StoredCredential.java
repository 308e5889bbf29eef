package io.credentialstore.spi;

import io.credentialstore.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code credentials}.
 *
 * @param id the credential's id
 * @param name its name
 * @param type its type's code
 * @param service what it opens
 * @param environment its environment's code
 * @param status its status' code
 * @param metadata a JSON object
 * @param currentVersion the version that serves, from 1
 * @param expiresAt from when on it is refused, or null
 * @param createdAt when it was stored
 * @param updatedAt when it or its grants last changed
 * @param lastRotatedAt when its value was last replaced, or null
 * @param rowVersion raised by every administrative change, which its audit entry records
 * @param bucket its place in the tree of digests, 0 to 262143, which its id determines
 * @param policyDigest digest over all its grants, 32 bytes
 * @param versionDigest digest over all its versions, 32 bytes
 * @param macKeyId the data key of the MAC
 * @param rowMac MAC over the other columns, 32 bytes
 */
public record StoredCredential(
        String id,
        String name,
        String type,
        String service,
        String environment,
        String status,
        String metadata,
        int currentVersion,
        @Nullable String expiresAt,
        String createdAt,
        String updatedAt,
        @Nullable String lastRotatedAt,
        long rowVersion,
        int bucket,
        Bytes policyDigest,
        Bytes versionDigest,
        String macKeyId,
        Bytes rowMac) {
    /**
     * The same row with another MAC.
     *
     * @param mac the MAC, 32 bytes
     * @return a copy
     */
    public StoredCredential withMac(Bytes mac) {
        return new StoredCredential(
                id,
                name,
                type,
                service,
                environment,
                status,
                metadata,
                currentVersion,
                expiresAt,
                createdAt,
                updatedAt,
                lastRotatedAt,
                rowVersion,
                bucket,
                policyDigest,
                versionDigest,
                macKeyId,
                mac);
    }
}
