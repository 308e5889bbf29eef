package io.credentialstore.model;

import io.credentialstore.internal.check.Codes;

/** Where a data key term stands. */
public enum KeyStatus {
    /** New values are encrypted under it. */
    ACTIVE,
    /** It still opens older values. */
    ROTATED,
    /** Nothing is left under it. */
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
