package io.credentialstore.error;

/** The request collides with what is stored. Nothing was changed. */
public final class ConflictException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    private ConflictException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /**
     * A change that collides.
     *
     * @param message what collides and what to do
     * @return the exception to throw
     */
    public static ConflictException conflict(String message) {
        return new ConflictException(ErrorCode.CONFLICT, message);
    }

    /**
     * A question with more than one answer.
     *
     * @param message what is ambiguous and what to do
     * @return the exception to throw
     */
    public static ConflictException ambiguous(String message) {
        return new ConflictException(ErrorCode.AMBIGUOUS, message);
    }
}
