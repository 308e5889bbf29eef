package io.credentialstore.value;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.internal.json.SecretJson;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import java.util.Optional;

/**
 * Any JSON object as a credential. The whole text is secret and kept exactly as given.
 *
 * @param json one JSON object, at most 64 KiB and eight levels, no repeated keys
 */
public record CustomCredential(Secret json) implements CredentialValue {
    /**
     * Parses the text.
     *
     * @throws InvalidInputException when it is not one JSON object, holds a key twice or is too deep
     */
    public CustomCredential {
        if (!Checks.notNull("json", json).useUtf8(SecretJson::isObject)) {
            throw new InvalidInputException(
                    "json",
                    "must be one JSON object without repeated keys, at most " + SecretJson.MAX_DEPTH + " levels deep");
        }
    }

    /**
     * A string at the top of the object.
     *
     * @param key its key
     * @return a new secret, which the caller closes; empty when there is no such key or it holds no string
     */
    public Optional<Secret> field(String key) {
        return json.useUtf8(text -> SecretJson.stringAt(text, key));
    }

    @Override
    public CredentialType type() {
        return CredentialType.CUSTOM;
    }

    @Override
    public void close() {
        json.close();
    }

    @Override
    public String toString() {
        return "CustomCredential[redacted]";
    }
}
