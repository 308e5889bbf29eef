package io.credentialstore.access;

import io.credentialstore.internal.check.Codes;

/** Why access was denied. Only the owner and the audit trail learn it. */
public enum DenialReason {
    /** There is no such credential. */
    UNKNOWN_CREDENTIAL,
    /** The entity has no grant on it. */
    NOT_GRANTED,
    /** The entity's grant has ended. */
    GRANT_EXPIRED,
    /** The entity's grant is for a lower level. */
    LEVEL_TOO_LOW,
    /** The grant carries a condition that this version of the library does not know. */
    GRANT_NOT_UNDERSTOOD,
    /** The credential was revoked. */
    CREDENTIAL_REVOKED,
    /** The credential has expired. */
    CREDENTIAL_EXPIRED;

    /**
     * Whether the reason lies in the grant, so that a scoped caller must not learn it.
     *
     * @return false when the entity holds a good grant and the credential itself does not serve
     */
    public boolean liesInGrant() {
        return this != CREDENTIAL_REVOKED && this != CREDENTIAL_EXPIRED;
    }

    /**
     * The written form, as in the audit trail.
     *
     * @return the constant's name in lower case
     */
    public String code() {
        return Codes.of(this);
    }
}
