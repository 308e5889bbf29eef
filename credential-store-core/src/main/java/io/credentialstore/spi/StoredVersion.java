package io.credentialstore.spi;

import io.credentialstore.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code credential_versions}.
 *
 * @param credentialId the credential it belongs to
 * @param version from 1
 * @param encryptedValue the value's JSON, padded and encrypted
 * @param salt 16 bytes, used once
 * @param iv 12 bytes
 * @param authTag 16 bytes
 * @param kdfIterations how often the per-credential key is stretched
 * @param encryptionKeyId the data key that the per-credential key is derived from; also of the MAC
 * @param status active, rotated or revoked
 * @param createdAt when it was stored
 * @param createdBy the user who stored it, or null
 * @param servesUntil until when a replaced version serves explicit reads, or null for not at all
 * @param rowMac MAC over the other columns, 32 bytes
 */
public record StoredVersion(
        String credentialId,
        int version,
        Bytes encryptedValue,
        Bytes salt,
        Bytes iv,
        Bytes authTag,
        int kdfIterations,
        String encryptionKeyId,
        String status,
        String createdAt,
        @Nullable String createdBy,
        @Nullable String servesUntil,
        Bytes rowMac) {
    /**
     * The same row with another MAC.
     *
     * @param mac the MAC, 32 bytes
     * @return a copy
     */
    public StoredVersion withMac(Bytes mac) {
        return new StoredVersion(
                credentialId,
                version,
                encryptedValue,
                salt,
                iv,
                authTag,
                kdfIterations,
                encryptionKeyId,
                status,
                createdAt,
                createdBy,
                servesUntil,
                mac);
    }
}
