package io.credentialstore.error;

/** The owner named something the store does not hold. Scoped callers get {@link AccessDeniedException} instead. */
public final class CredentialNotFoundException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Names what was looked for.
     *
     * @param what what was looked for, such as {@code credential cred_…}
     */
    public CredentialNotFoundException(String what) {
        super(ErrorCode.NOT_FOUND, "No " + what + " in this store. listCredentials() shows what is there.", null);
    }
}
