package io.credentialstore.spi;

import java.util.List;

/** Tables {@code key_slots} and {@code encryption_keys}; a handful of rows each. */
public interface KeyRepository {
    /**
     * All key slots.
     *
     * @return the rows, by id
     */
    List<StoredKeySlot> slots();

    /**
     * Adds a key slot.
     *
     * @param slot the row
     */
    void insertSlot(StoredKeySlot slot);

    /**
     * Removes a key slot.
     *
     * @param id the master key's id
     * @return whether it was there
     */
    boolean deleteSlot(String id);

    /**
     * All data keys.
     *
     * @return the rows, by term
     */
    List<StoredKey> keys();

    /**
     * Adds a data key.
     *
     * @param key the row
     */
    void insertKey(StoredKey key);
}
