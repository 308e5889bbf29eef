package io.credentialstore.value;

import io.credentialstore.model.CredentialType;

/**
 * A credential in the clear. Each type checks its parts when it is made, prints none of them, and wipes its secrets when
 * it is closed.
 *
 * <p>Whoever makes or receives a value closes it: the store copies what it stores and closes nothing that it was given.
 * Immutable apart from closing, and thread-safe.
 */
public sealed interface CredentialValue extends AutoCloseable
        permits ApiKey, OAuthToken, BasicAuth, DbConnection, SshKey, CustomCredential {
    /**
     * Which of the six types this is.
     *
     * @return the type
     */
    CredentialType type();

    /** Overwrites every secret in this value; closing again does nothing. */
    @Override
    void close();
}
