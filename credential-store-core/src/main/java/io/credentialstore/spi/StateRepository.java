package io.credentialstore.spi;

import java.util.Optional;

/** The one row of {@code store_state}. */
public interface StateRepository {
    /**
     * Reads it.
     *
     * @return the row; empty in a storage in which no store was created yet
     */
    Optional<StoredState> find();

    /**
     * Writes the first row.
     *
     * @param state the row
     * @throws io.credentialstore.error.StorageException when there is one already
     */
    void insert(StoredState state);

    /**
     * Replaces the row.
     *
     * @param state the row
     * @throws io.credentialstore.error.StorageException when there is none
     */
    void update(StoredState state);
}
