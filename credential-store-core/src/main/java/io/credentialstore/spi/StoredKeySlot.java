package io.credentialstore.spi;

import io.credentialstore.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code key_slots}: one row for each master key that opens the store.
 *
 * @param id the master key's id
 * @param kdf {@code raw} or {@code passphrase}: which kind of key, and so which floor its iterations have
 * @param kdfIterations how often PBKDF2-HMAC-SHA256 stretches the key
 * @param salt 32 bytes
 * @param iv 12 bytes
 * @param wrappedKeys the data keys, encrypted under this slot's key
 * @param authTag 16 bytes
 * @param createdAt when the slot was made
 * @param createdBy the user who made it, or null
 * @param headerMac MAC over the other columns under the slot's own header key, 32 bytes
 */
public record StoredKeySlot(
        String id,
        String kdf,
        int kdfIterations,
        Bytes salt,
        Bytes iv,
        Bytes wrappedKeys,
        Bytes authTag,
        String createdAt,
        @Nullable String createdBy,
        Bytes headerMac) {
    /**
     * The same row with another MAC.
     *
     * @param mac the MAC, 32 bytes
     * @return a copy
     */
    public StoredKeySlot withMac(Bytes mac) {
        return new StoredKeySlot(id, kdf, kdfIterations, salt, iv, wrappedKeys, authTag, createdAt, createdBy, mac);
    }
}
