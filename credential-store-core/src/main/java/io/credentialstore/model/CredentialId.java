package io.credentialstore.model;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import java.util.regex.Pattern;

/**
 * The id of a credential: {@code cred_<timestamp>_<random>}. It is chosen by the store, never reused, and not secret.
 *
 * @param value the text, at most 80 characters, ASCII
 */
public record CredentialId(String value) {
    private static final Pattern FORM = Pattern.compile("cred_[A-Za-z0-9]{1,24}_[A-Za-z0-9]{8,48}");

    /**
     * Checks the form, not whether such a credential exists.
     *
     * @throws InvalidInputException when the text is not of the form above
     */
    public CredentialId {
        if (!FORM.matcher(Checks.notNull("credentialId", value)).matches()) {
            throw new InvalidInputException("credentialId", "must look like cred_<timestamp>_<random>");
        }
    }

    /**
     * Reads an id that was written down.
     *
     * @param value the text
     * @return the id
     * @throws InvalidInputException when the text is not of the form {@code cred_<timestamp>_<random>}
     */
    public static CredentialId of(String value) {
        return new CredentialId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
