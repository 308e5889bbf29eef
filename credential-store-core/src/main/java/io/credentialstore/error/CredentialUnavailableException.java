package io.credentialstore.error;

/** The credential exists and the caller may ask, but it does not serve: revoked, expired, or that version has ended. */
public final class CredentialUnavailableException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    private CredentialUnavailableException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /**
     * The credential was revoked.
     *
     * @param credential its id
     * @return the exception to throw
     */
    public static CredentialUnavailableException revoked(String credential) {
        return new CredentialUnavailableException(
                ErrorCode.CREDENTIAL_REVOKED,
                credential + " is revoked and stays so. Store a new credential; the name is free again.");
    }

    /**
     * The credential's own expiry has passed.
     *
     * @param credential its id
     * @return the exception to throw
     */
    public static CredentialUnavailableException expired(String credential) {
        return new CredentialUnavailableException(
                ErrorCode.CREDENTIAL_EXPIRED, credential + " has expired. Rotate it to a value with a later expiry.");
    }

    /**
     * The version does not serve (any more).
     *
     * @param credential the credential's id
     * @param version the version asked for, from 1
     * @return the exception to throw
     */
    public static CredentialUnavailableException version(String credential, int version) {
        return new CredentialUnavailableException(
                ErrorCode.VERSION_UNAVAILABLE,
                "Version " + version + " of " + credential
                        + " does not serve: it never existed or its grace period is over. Ask for the current version.");
    }
}
