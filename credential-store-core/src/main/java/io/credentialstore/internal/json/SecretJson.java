package io.credentialstore.internal.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.credentialstore.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Readers and writers of secret JSON. What Jackson throws here can quote the text, so it must never be passed on. */
public final class SecretJson {
    /** Deepest nesting of a secret JSON object, the object itself being level one. */
    public static final int MAX_DEPTH = 8;

    private static final int SMALL = 4_096;
    private static final int MAX_STRING = 6 * Secret.MAX_BYTES;
    private static final JsonFactory FOR_SMALL = factory(SMALL);
    private static final JsonFactory FOR_LARGE = factory(MAX_STRING);

    private SecretJson() {}

    private static JsonFactory factory(int chars) {
        return JsonFactory.builder()
                .recyclerPool(new WipingBuffers.Source(chars))
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /**
     * What is done with a reader.
     *
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Reading<R> {
        /** Reads; must not keep the reader. */
        R from(JsonParser reader) throws IOException;
    }

    /**
     * Lends a reader over these bytes. They are decoded here, into characters that are wiped: given bytes, Jackson would
     * make a {@code String} of them.
     *
     * @throws IOException when this is not JSON; its message may quote the text
     */
    public static <R> R read(byte[] json, Reading<R> reading) throws IOException {
        CharBuffer chars = CharBuffer.allocate(json.length);
        try {
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json), chars, true);
            if (result.isError()) {
                result.throwException();
            }
            JsonFactory factory = json.length <= SMALL ? FOR_SMALL : FOR_LARGE;
            try (JsonParser reader = factory.createParser(chars.array(), 0, chars.position())) {
                return reading.from(reader);
            }
        } finally {
            Arrays.fill(chars.array(), '\0');
        }
    }

    /** A writer of UTF-8 into that output, which it leaves open: closing it would wipe what was written. */
    public static JsonGenerator writer(WipingOutput out) throws IOException {
        return FOR_SMALL.createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Whether this is exactly one JSON object, without repeated keys and not too deep. */
    public static boolean isObject(byte[] json) {
        try {
            return read(json, SecretJson::isObject);
        } catch (IOException e) {
            return false; // the message may quote the secret; the caller says what was expected
        }
    }

    private static boolean isObject(JsonParser reader) throws IOException {
        if (reader.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        reader.skipChildren();
        return reader.currentToken() == JsonToken.END_OBJECT && reader.nextToken() == null;
    }

    /** The string that stands under this key at the top of the object. */
    public static Optional<Secret> stringAt(byte[] json, String key) {
        try {
            return read(json, reader -> stringAt(reader, key));
        } catch (IOException e) {
            return Optional.empty(); // unreachable for text that isObject accepted
        }
    }

    private static Optional<Secret> stringAt(JsonParser reader, String key) throws IOException {
        reader.nextToken();
        while (reader.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = reader.currentName().equals(key);
            JsonToken value = reader.nextToken();
            if (found) {
                return value == JsonToken.VALUE_STRING ? Optional.of(text(reader)) : Optional.empty();
            }
            reader.skipChildren();
        }
        return Optional.empty();
    }

    /** The string that the reader stands on, without a {@code String} in between. */
    public static Secret text(JsonParser reader) throws IOException {
        return Secret.of(reader.getTextCharacters(), reader.getTextOffset(), reader.getTextLength());
    }
}
