package io.credentialstore.error;

import java.util.Objects;

/** An argument breaks a rule. Nothing was stored, released or changed. */
public final class InvalidInputException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /** As {@link #field()}. */
    private final String field;

    /**
     * Names the field and the rule it breaks.
     *
     * @param field the argument at fault, in the words of the API, such as {@code name}
     * @param rule the rule or limit, as the end of a sentence that starts with the field
     */
    public InvalidInputException(String field, String rule) {
        super(ErrorCode.INVALID_INPUT, field + " " + rule, null);
        this.field = Objects.requireNonNull(field, "field");
    }

    /**
     * The argument at fault.
     *
     * @return its name in the API, such as {@code port}
     */
    public String field() {
        return field;
    }
}
