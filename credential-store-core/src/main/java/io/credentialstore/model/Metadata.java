package io.credentialstore.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What an owner writes about a credential: a JSON object of at most 4 KiB and eight levels. It is authenticated but
 * <em>not encrypted</em>: whoever has the database file can read it, so no secret belongs in here.
 */
public final class Metadata {
    /** Largest size of the JSON text, in bytes of UTF-8. */
    public static final int MAX_BYTES = 4_096;

    /** Deepest nesting, the object itself being level one. */
    public static final int MAX_DEPTH = 8;

    /** Longest number, in characters. */
    public static final int MAX_NUMBER = 100;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Metadata NONE = new Metadata("{}");

    private final String json;

    private Metadata(String json) {
        this.json = json;
    }

    /**
     * No metadata.
     *
     * @return the empty object
     */
    public static Metadata none() {
        return NONE;
    }

    /**
     * From a map of strings, numbers, booleans, nulls, lists and maps.
     *
     * @param entries the entries, in the order they are to be kept
     * @return the metadata
     * @throws InvalidInputException when something is not JSON, too large or too deep
     */
    public static Metadata of(Map<String, ?> entries) {
        return new Metadata(write(JsonTree.of(Checks.notNull("metadata", entries), MAX_DEPTH)));
    }

    /**
     * From JSON text. It is kept in compact form.
     *
     * @param text one JSON object
     * @return the metadata
     * @throws InvalidInputException when the text is not one JSON object, holds a key twice, is too large or too deep
     */
    public static Metadata ofJson(String text) {
        if (Checks.notNull("metadata", text).length() > MAX_BYTES) {
            throw tooLarge(text.length());
        }
        return new Metadata(write(parse(text)));
    }

    private static JsonNode parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode node = JSON.readTree(parser);
            if (node == null || !node.isObject()) {
                throw new InvalidInputException("metadata", "must be one JSON object");
            }
            return node;
        } catch (IOException | NumberFormatException e) { // the latter for exponents beyond every number
            throw new InvalidInputException(
                    "metadata",
                    "must be one JSON object without repeated keys, at most " + MAX_DEPTH
                            + " levels deep, with numbers of at most " + MAX_NUMBER + " digits");
        }
    }

    private static String write(JsonNode node) {
        try {
            String text = JSON.writeValueAsString(node);
            int size = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .limit();
            if (size > MAX_BYTES) {
                throw tooLarge(size);
            }
            parse(text); // what may be written must be readable: numbers can be longer than a reader takes
            return text;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "metadata", "must be well-formed Unicode and at most " + MAX_DEPTH + " levels deep");
        }
    }

    private static InvalidInputException tooLarge(int size) {
        return new InvalidInputException("metadata", "is " + size + " bytes of JSON; the limit is " + MAX_BYTES);
    }

    /**
     * The JSON text, compact.
     *
     * @return one JSON object
     */
    public String toJson() {
        return json;
    }

    /**
     * The entries as plain Java values.
     *
     * @return a fresh map, in the order the entries were given
     */
    public Map<String, Object> toMap() {
        return JSON.convertValue(parse(json), new TypeReference<>() {});
    }

    /**
     * One entry, when it is a string.
     *
     * @param key its key
     * @return the string
     */
    public Optional<String> text(String key) {
        JsonNode node = ((ObjectNode) parse(json)).get(key);
        return node == null || !node.isTextual() ? Optional.empty() : Optional.of(node.textValue());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Metadata metadata && json.equals(metadata.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
