package io.credentialstore.value;

import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;

/**
 * A user name and password (RFC 7617).
 *
 * @param username 1 to 512 characters, no control characters; not secret. Where a service takes a key as the user name,
 *     store an {@link ApiKey}
 * @param password may be empty
 */
public record BasicAuth(String username, Secret password) implements CredentialValue {
    /**
     * Checks the parts.
     *
     * @throws io.credentialstore.error.InvalidInputException when one breaks its rule
     */
    public BasicAuth {
        Checks.text("username", username);
        Checks.notNull("password", password);
    }

    @Override
    public CredentialType type() {
        return CredentialType.BASIC_AUTH;
    }

    @Override
    public void close() {
        password.close();
    }

    @Override
    public String toString() {
        return "BasicAuth[redacted]";
    }
}
