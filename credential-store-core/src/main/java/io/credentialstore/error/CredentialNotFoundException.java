package io.credentialstore.error;

/**
 * What was named is not in the store: a credential, a grant, a master key, or a credential for a service. A scoped caller
 * that names a credential gets {@link AccessDeniedException} instead.
 */
public final class CredentialNotFoundException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Names what was looked for.
     *
     * @param what what was looked for, such as {@code credential cred_…}
     */
    public CredentialNotFoundException(String what) {
        super(ErrorCode.NOT_FOUND, "There is no " + what + " in this store.", null);
    }
}
