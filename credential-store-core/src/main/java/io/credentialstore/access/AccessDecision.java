package io.credentialstore.access;

/** What {@code explain} answers: allowed by which grant, or denied for which reason. For the owner's eyes only. */
public sealed interface AccessDecision {
    /**
     * Whether the call would go through.
     *
     * @return true for {@link Granted}
     */
    default boolean isGranted() {
        return this instanceof Granted;
    }

    /**
     * The call would go through.
     *
     * @param policy the grant that allows it
     */
    record Granted(AccessPolicy policy) implements AccessDecision {}

    /**
     * The call would be refused.
     *
     * @param reason why
     */
    record Denied(DenialReason reason) implements AccessDecision {}
}
