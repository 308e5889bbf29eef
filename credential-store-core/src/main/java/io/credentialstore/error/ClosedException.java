package io.credentialstore.error;

/** The object was used after it was closed. */
public final class ClosedException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the object.
     *
     * @param what the kind of object, such as {@code Secret}
     */
    public ClosedException(String what) {
        super(ErrorCode.CLOSED, what + " is closed. Ask the store again instead of keeping it.", null);
    }
}
