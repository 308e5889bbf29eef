package io.credentialstore.model;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Codes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a credential belongs. The same name and service may exist once in each. */
public enum Environment {
    /** A developer's machine or a test. */
    DEV,
    /** The rehearsal. */
    STAGING,
    /** The real thing. */
    PRODUCTION;

    /**
     * The written form, as in the file and in JSON.
     *
     * @return the constant's name in lower case
     */
    public String code() {
        return Codes.of(this);
    }

    /**
     * Reads what people and platforms write, in any case: {@code dev}, {@code development}, {@code stage},
     * {@code staging}, {@code prod}, {@code production}.
     *
     * @param word the word
     * @return the environment
     * @throws InvalidInputException when the word is none of these
     */
    public static Environment of(@Nullable String word) {
        return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
            case "dev", "development" -> DEV;
            case "stage", "staging" -> STAGING;
            case "prod", "production" -> PRODUCTION;
            default -> throw new InvalidInputException("environment", "must be dev, staging or production");
        };
    }
}
