package io.credentialstore.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Base of everything this library throws on purpose.
 *
 * <p>Messages say what happened, to which credential, and what to do next. They never hold a secret value, and no cause
 * is attached that could hold one. Instances are immutable apart from what {@link Throwable} allows.
 */
public abstract class CredentialStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** As {@link #code()}. */
    private final ErrorCode code;

    /**
     * For subclasses.
     *
     * @param code the stable word for this failure
     * @param message what happened and what to do next
     * @param cause the failure below, or null; must not carry secret text
     */
    protected CredentialStoreException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * The stable word for this failure.
     *
     * @return the code, never null
     */
    public final ErrorCode code() {
        return code;
    }
}
