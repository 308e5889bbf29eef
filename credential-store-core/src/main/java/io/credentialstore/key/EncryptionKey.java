package io.credentialstore.key;

import io.credentialstore.model.KeyStatus;
import java.time.Instant;

/**
 * A data key under which values are encrypted, without the key.
 *
 * @param id its id
 * @param term its number, from 1
 * @param algorithm what it is used with
 * @param status where it stands
 * @param createdAt since when it exists
 */
public record EncryptionKey(String id, int term, String algorithm, KeyStatus status, Instant createdAt) {}
