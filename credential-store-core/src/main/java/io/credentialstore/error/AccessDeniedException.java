package io.credentialstore.error;

/**
 * The caller may not do this. Unknown credential, no grant and expired grant read the same on purpose; the audit entry
 * and the owner's {@code explain} tell which it was.
 */
public final class AccessDeniedException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the attempt.
     *
     * @param entity who asked
     * @param action what was asked for, as a verb such as {@code retrieve}
     * @param credential the id that was named
     */
    public AccessDeniedException(String entity, String action, String credential) {
        super(
                ErrorCode.ACCESS_DENIED,
                entity + " may not " + action + " " + credential
                        + ". Ask the owner of the store for a grant; explain(id, caller) tells the owner the reason.",
                null);
    }
}
