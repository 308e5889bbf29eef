package io.credentialstore.error;

import org.jspecify.annotations.Nullable;

/** The storage below failed. The transaction was rolled back; a value that was to be released was wiped. */
public final class StorageException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /** Whether the answer to a commit was lost. */
    private final boolean outcomeUnknown;

    private StorageException(ErrorCode code, String message, @Nullable Throwable cause, boolean outcomeUnknown) {
        super(code, message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * Whether the connection was lost while a transaction was being committed, so that it may have taken effect.
     *
     * @return true in that case; with false, nothing was changed
     */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /**
     * No space is left.
     *
     * @param message what was being done
     * @param cause the failure below, or null
     * @return the exception to throw
     */
    public static StorageException full(String message, @Nullable Throwable cause) {
        return new StorageException(ErrorCode.STORAGE_FULL, message, cause, false);
    }

    /**
     * Any other failure.
     *
     * @param message what was being done
     * @param cause the failure below, or null
     * @return the exception to throw
     */
    public static StorageException failure(String message, @Nullable Throwable cause) {
        return new StorageException(ErrorCode.STORAGE_FAILURE, message, cause, false);
    }

    /**
     * The answer to a commit was lost.
     *
     * @param message what was being done
     * @param cause the failure below, or null
     * @return the exception to throw
     */
    public static StorageException unknownOutcome(String message, @Nullable Throwable cause) {
        return new StorageException(ErrorCode.STORAGE_FAILURE, message, cause, true);
    }
}
