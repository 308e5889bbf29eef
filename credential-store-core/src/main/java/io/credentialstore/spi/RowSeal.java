package io.credentialstore.spi;

import io.credentialstore.model.Bytes;

/**
 * A row's key and MAC, for digests over many rows.
 *
 * @param key the row's key: a grant's or credential's id, a version's or an entry's number
 * @param mac the row's MAC, 32 bytes
 */
public record RowSeal(String key, Bytes mac) {}
