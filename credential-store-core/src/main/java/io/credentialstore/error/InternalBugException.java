package io.credentialstore.error;

import org.jspecify.annotations.Nullable;

/** A defect of this library or of the platform below it, never the caller's input. */
public final class InternalBugException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which assumption broke.
     *
     * @param message the assumption
     * @param cause the failure below, or null; must not carry secret text
     */
    public InternalBugException(String message, @Nullable Throwable cause) {
        super(ErrorCode.INTERNAL, message + ". This is a defect; please report it.", cause);
    }
}
