package io.credentialstore.spi;

import io.credentialstore.model.Bytes;

/**
 * Table {@code store_state}: exactly one row.
 *
 * @param storeId the store's random id
 * @param formatVersion the version of the stored format
 * @param createdAt when the store was created
 * @param generation how many administrative changes there were; caches are good for one generation
 * @param auditSeq the sequence number of the newest entry of the trail
 * @param auditMac that entry's MAC
 * @param auditTime that entry's timestamp; the store's time never falls behind it
 * @param keysDigest digest over all key slots and data keys, 32 bytes
 * @param credentialsDigest root of the tree of digests over all credentials, 32 bytes
 * @param macKeyId the data key of the MAC
 * @param rowMac MAC over the other columns, 32 bytes
 */
public record StoredState(
        String storeId,
        int formatVersion,
        String createdAt,
        long generation,
        long auditSeq,
        Bytes auditMac,
        String auditTime,
        Bytes keysDigest,
        Bytes credentialsDigest,
        String macKeyId,
        Bytes rowMac) {
    /**
     * The same row with another MAC.
     *
     * @param mac the MAC, 32 bytes
     * @return a copy
     */
    public StoredState withMac(Bytes mac) {
        return new StoredState(
                storeId,
                formatVersion,
                createdAt,
                generation,
                auditSeq,
                auditMac,
                auditTime,
                keysDigest,
                credentialsDigest,
                macKeyId,
                mac);
    }
}
