package io.credentialstore.spi;

import org.jspecify.annotations.Nullable;

/**
 * Table {@code encryption_keys}: one row for each term of data keys; the keys themselves are wrapped in the slots.
 *
 * @param id the data key's id
 * @param term its number, from 1
 * @param algorithm what it is used with
 * @param status active, rotated or revoked
 * @param createdAt when it was made
 * @param rotatedTo the id of its successor, or null
 */
public record StoredKey(
        String id,
        int term,
        String algorithm,
        String status,
        String createdAt,
        @Nullable String rotatedTo) {}
