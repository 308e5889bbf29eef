package io.credentialstore.error;

import org.jspecify.annotations.Nullable;

/** The storage below failed. The transaction was rolled back; a value that was to be released was wiped. */
public final class StorageException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    private StorageException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /**
     * No space is left.
     *
     * @param message what was being done
     * @param cause the failure below, or null
     * @return the exception to throw
     */
    public static StorageException full(String message, @Nullable Throwable cause) {
        return new StorageException(ErrorCode.STORAGE_FULL, message, cause);
    }

    /**
     * Any other failure.
     *
     * @param message what was being done
     * @param cause the failure below, or null
     * @return the exception to throw
     */
    public static StorageException failure(String message, @Nullable Throwable cause) {
        return new StorageException(ErrorCode.STORAGE_FAILURE, message, cause);
    }
}
