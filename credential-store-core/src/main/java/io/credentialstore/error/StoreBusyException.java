package io.credentialstore.error;

import org.jspecify.annotations.Nullable;

/** Another process or thread held the store for longer than the bounded wait. Nothing was changed; trying again is safe. */
public final class StoreBusyException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what was waited for.
     *
     * @param message what was waited for and for how long
     * @param cause the failure below, or null
     */
    public StoreBusyException(String message, @Nullable Throwable cause) {
        super(ErrorCode.STORE_BUSY, message, cause);
    }
}
