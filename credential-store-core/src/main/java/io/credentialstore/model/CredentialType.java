package io.credentialstore.model;

import io.credentialstore.internal.check.Codes;

/** The kinds of credential; each has one class in {@code io.credentialstore.value}. */
public enum CredentialType {
    /** An API key, with or without a secret half. */
    API_KEY,
    /** An OAuth 2.0 access token, usually with a refresh token (RFC 6749). */
    OAUTH_TOKEN,
    /** A user name and password. */
    BASIC_AUTH,
    /** Where a database is and how to log in. */
    DB_CONNECTION,
    /** A private key in PEM or OpenSSH form. */
    SSH_KEY,
    /** Any JSON object. */
    CUSTOM;

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
    public static CredentialType of(String code) {
        return Codes.parse("type", CredentialType.class, code);
    }
}
