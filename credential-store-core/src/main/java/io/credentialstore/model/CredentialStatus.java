package io.credentialstore.model;

import io.credentialstore.internal.check.Codes;

/** Whether a credential serves. Expiry is separate: see {@link Credential#expiresAt()}. */
public enum CredentialStatus {
    /** It serves. */
    ACTIVE,
    /** It was withdrawn for good; its trail and metadata stay. */
    REVOKED;

    /**
     * The written form, as in the file and in JSON.
     *
     * @return the constant's name in lower case
     */
    public String code() {
        return Codes.of(this);
    }
}
