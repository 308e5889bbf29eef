package io.credentialstore.model;

import io.credentialstore.internal.check.Codes;

/** Where a version stands in a credential's history. */
public enum VersionStatus {
    /** The current value. */
    ACTIVE,
    /** Replaced; it serves explicit version reads until its grace period ends. */
    ROTATED,
    /** Withdrawn together with its credential. */
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
