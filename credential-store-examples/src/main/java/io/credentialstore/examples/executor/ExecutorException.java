package io.credentialstore.examples.executor;

import java.util.Objects;

/**
 * The executor cannot do what was asked. Refusals by the store are not of this type: they stay what the store throws,
 * such as {@link io.credentialstore.error.AccessDeniedException}.
 *
 * <p>Messages say what is wrong and what to do. They hold no credential, and no cause is attached that could.
 */
public final class ExecutorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** As {@link #reason()}. */
    private final Reason reason;

    /** What kind of failure it is, for programs to switch on. */
    public enum Reason {
        /** A skill's manifest cannot be read or breaks a rule. */
        MALFORMED_MANIFEST,
        /** No such skill is registered. */
        UNKNOWN_SKILL,
        /** No such tool is registered. */
        UNKNOWN_TOOL,
        /** A skill uses a tool or credential that its manifest does not name. */
        NOT_DECLARED,
        /** A tool was called with input that it does not take. */
        INVALID_INPUT,
        /** The credential must not be used for this call: it is of the wrong kind, or the call goes elsewhere. */
        NOT_USABLE_HERE,
        /** The tool did its work and it failed. */
        TOOL_FAILED
    }

    /**
     * Says what is wrong.
     *
     * @param reason the kind of failure
     * @param message what is wrong and what to do, without any secret
     */
    public ExecutorException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * The kind of failure.
     *
     * @return the reason, never null
     */
    public Reason reason() {
        return reason;
    }
}
