package io.credentialstore.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A master key that opens the store, without the key.
 *
 * @param keyId its id, derived from the key after stretching; names the key in errors
 * @param isPassphrase whether it is a passphrase
 * @param iterations how often PBKDF2-HMAC-SHA256 stretches it
 * @param createdAt since when it opens the store
 * @param createdBy the user who added it, or null
 */
public record MasterKeySlot(
        String keyId,
        boolean isPassphrase,
        int iterations,
        Instant createdAt,
        @Nullable String createdBy) {}
