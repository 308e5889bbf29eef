package io.credentialstore.error;

/** The file or database is not a credential store, or one that this version cannot read. It was not changed. */
public final class UnsupportedStoreException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    private UnsupportedStoreException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /**
     * Something else stands where a store was expected.
     *
     * @param message what was found and what to do
     * @return the exception to throw
     */
    public static UnsupportedStoreException notAStore(String message) {
        return new UnsupportedStoreException(ErrorCode.NOT_A_STORE, message);
    }

    /**
     * A store, but of a format this version does not know.
     *
     * @param message what was found and what to do
     * @return the exception to throw
     */
    public static UnsupportedStoreException unsupported(String message) {
        return new UnsupportedStoreException(ErrorCode.UNSUPPORTED_FORMAT, message);
    }
}
