package io.credentialstore.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object without nesting, on one line: what the store states to the world outside. Holds strings and whole
 * numbers; bytes are lower-case hexadecimal, and what is absent is left out. Not thread-safe.
 */
public final class FlatJson {
    /** Longest text, in characters. */
    public static final int MAX_LENGTH = 65_536;

    private static final String FORMAT = "credential-store/v1";

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(1)
                            .maxNumberLength(19)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String what;
    private final ObjectNode fields;

    private FlatJson(String what, ObjectNode fields) {
        this.what = what;
        this.fields = fields;
    }

    /** An object that begins by saying what it is, and in which format. */
    public static FlatJson of(String what) {
        return new FlatJson(what, JSON.createObjectNode()).put(what, FORMAT);
    }

    /**
     * Reads an object that says it is that.
     *
     * @throws InvalidInputException when the text is anything else
     */
    public static FlatJson parse(String what, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(what, "is longer than " + MAX_LENGTH + " characters");
        }
        try {
            if (JSON.readTree(text) instanceof ObjectNode fields) {
                return new FlatJson(what, fields).requireFormat();
            }
        } catch (JsonProcessingException e) {
            // said below, without quoting the text
        }
        throw new InvalidInputException(what, "is not one flat JSON object");
    }

    private FlatJson requireFormat() {
        if (!FORMAT.equals(text(what))) {
            throw new InvalidInputException(what, "is of another format than " + FORMAT);
        }
        return this;
    }

    /** Adds text, or nothing. */
    public FlatJson put(String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /** Adds a whole number, or nothing. */
    public FlatJson put(String name, @Nullable Number value) {
        if (value != null) {
            fields.put(name, value.longValue());
        }
        return this;
    }

    /** Adds bytes. */
    public FlatJson put(String name, Bytes value) {
        return put(name, value.toHex());
    }

    /** A text that must be there. */
    public String text(String name) {
        return required(name, optionalText(name));
    }

    /** A text that may be absent. */
    public @Nullable String optionalText(String name) {
        JsonNode value = fields.get(name);
        if (value != null && !value.isTextual()) {
            throw new InvalidInputException(what, "has a \"" + name + "\" that is not a string");
        }
        return value == null ? null : value.textValue();
    }

    /** A whole number that must be there. */
    public long number(String name) {
        return required(name, optionalNumber(name));
    }

    /** A whole number that may be absent. */
    public @Nullable Long optionalNumber(String name) {
        JsonNode value = fields.get(name);
        if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
            throw new InvalidInputException(what, "has a \"" + name + "\" that is not a whole number");
        }
        return value == null ? null : value.longValue();
    }

    private <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidInputException(what, "has no \"" + name + "\"");
        }
        return value;
    }

    /** Bytes of a fixed length. */
    public Bytes bytes(String name, int length) {
        String hex = text(name);
        if (hex.length() == 2 * length) {
            try {
                return Bytes.ofHex(hex);
            } catch (IllegalArgumentException e) {
                // said below
            }
        }
        throw new InvalidInputException(what, "has a \"" + name + "\" that is not " + length + " bytes in hexadecimal");
    }

    /** The object on one line, its fields in the order in which they were added. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new InternalBugException("a flat object was not written", e);
        }
    }
}
