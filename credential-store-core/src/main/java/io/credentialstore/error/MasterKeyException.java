package io.credentialstore.error;

/** The master key is missing, malformed, guessable or not the one this store was made with. */
public final class MasterKeyException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    private MasterKeyException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /**
     * No source offered a key.
     *
     * @param message what was tried and how to make a key
     * @return the exception to throw
     */
    public static MasterKeyException missing(String message) {
        return new MasterKeyException(ErrorCode.MASTER_KEY_MISSING, message);
    }

    /**
     * A key was found but cannot be used.
     *
     * @param message what is wrong with it, never any part of it, and how to make a good one
     * @return the exception to throw
     */
    public static MasterKeyException malformed(String message) {
        return new MasterKeyException(ErrorCode.MASTER_KEY_MALFORMED, message);
    }

    /**
     * The key opens no slot of this store.
     *
     * @param message the key ids that would
     * @return the exception to throw
     */
    public static MasterKeyException wrong(String message) {
        return new MasterKeyException(ErrorCode.MASTER_KEY_WRONG, message);
    }
}
