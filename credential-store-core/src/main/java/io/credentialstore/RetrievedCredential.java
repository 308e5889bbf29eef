package io.credentialstore;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.value.CredentialValue;

/**
 * A credential whose value was released; the audit entry that says so is durable already. Whoever retrieved it closes
 * it, which wipes the value. Immutable apart from that, and thread-safe.
 */
public final class RetrievedCredential implements AutoCloseable {
    private final Credential credential;
    private final int version;
    private final CredentialValue value;

    RetrievedCredential(Credential credential, int version, CredentialValue value) {
        this.credential = credential;
        this.version = version;
        this.value = value;
    }

    /**
     * Its id.
     *
     * @return the id
     */
    public CredentialId id() {
        return credential.id();
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return credential.name();
    }

    /**
     * Everything else that is known of it.
     *
     * @return the metadata, without the value
     */
    public Credential credential() {
        return credential;
    }

    /**
     * The version that was released.
     *
     * @return from 1
     */
    public int version() {
        return version;
    }

    /**
     * The value.
     *
     * @return the value, closed together with this
     */
    public CredentialValue value() {
        return value;
    }

    /**
     * The value as the type that the caller expects.
     *
     * @param <T> the type
     * @param type its class
     * @return the value, closed together with this
     * @throws InvalidInputException when the credential is of another type
     */
    public <T extends CredentialValue> T value(Class<T> type) {
        if (!type.isInstance(value)) {
            throw new InvalidInputException(
                    "type",
                    "is " + credential.type().code() + " for " + credential.id() + ", so the value is not a "
                            + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** Wipes the value; closing again does nothing. */
    @Override
    public void close() {
        value.close();
    }

    /** The id and version, never the value. */
    @Override
    public String toString() {
        return "RetrievedCredential[" + credential.id() + ", version " + version + "]";
    }
}
