package io.credentialstore.model;

import io.credentialstore.internal.check.Codes;

/** Who acts. Grants exist only for skills and tools. */
public enum EntityType {
    /** A skill: a unit of work with a manifest. */
    SKILL,
    /** A tool that a skill or model calls. */
    TOOL,
    /** The application that opened the store with the master key. */
    OWNER;

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
    public static EntityType of(String code) {
        return Codes.parse("entityType", EntityType.class, code);
    }
}
