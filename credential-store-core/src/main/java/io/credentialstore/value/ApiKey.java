package io.credentialstore.value;

import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param apiKey the key, not empty
 * @param apiSecret its secret half, or null
 */
public record ApiKey(Secret apiKey, @Nullable Secret apiSecret) implements CredentialValue {
    /**
     * Checks the parts: together at most 64 KiB.
     *
     * @throws io.credentialstore.error.InvalidInputException when the key is empty or the parts are too long
     */
    public ApiKey {
        Parts.present("apiKey", apiKey);
        Parts.within64KiB(apiKey, apiSecret);
    }

    /**
     * A key without a secret half.
     *
     * @param apiKey the key, not empty
     */
    public ApiKey(Secret apiKey) {
        this(apiKey, null);
    }

    @Override
    public CredentialType type() {
        return CredentialType.API_KEY;
    }

    @Override
    public void close() {
        Parts.close(apiKey, apiSecret);
    }

    @Override
    public String toString() {
        return "ApiKey[redacted]";
    }
}
