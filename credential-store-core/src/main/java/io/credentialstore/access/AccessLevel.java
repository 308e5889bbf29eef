package io.credentialstore.access;

import io.credentialstore.internal.check.Codes;

/** What a grant allows; each level includes the ones before it. */
public enum AccessLevel {
    /** May retrieve the value. */
    READ,
    /** May also rotate it. */
    WRITE,
    /** May also grant and revoke access. */
    ADMIN;

    /**
     * Whether this level allows what that level allows.
     *
     * @param wanted the level needed
     * @return true when it is this level or a lower one
     */
    public boolean includes(AccessLevel wanted) {
        return compareTo(wanted) >= 0;
    }

    /**
     * The written form, as in the file and in JSON.
     *
     * @return the constant's name in lower case
     */
    public String code() {
        return Codes.of(this);
    }

    /**
     * Reads the written form.
     *
     * @param code the written form
     * @return the constant
     * @throws io.credentialstore.error.InvalidInputException when there is no such constant; the message lists them
     */
    public static AccessLevel of(String code) {
        return Codes.parse("accessLevel", AccessLevel.class, code);
    }
}
