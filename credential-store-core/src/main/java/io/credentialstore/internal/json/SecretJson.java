package io.credentialstore.internal.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
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

    /** A reader over these bytes, which the caller wipes after closing it. */
    public static JsonParser reader(byte[] json) throws IOException {
        CharBuffer text = decode(json);
        JsonFactory factory = json.length <= SMALL ? FOR_SMALL : FOR_LARGE;
        return new WipingParser(factory.createParser(text.array(), 0, text.limit()), text.array());
    }

    /** Over bytes Jackson would guess the charset, and decode them in buffers that nobody wipes. */
    private static CharBuffer decode(byte[] json) throws IOException {
        CharBuffer text = CharBuffer.allocate(json.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json), text, true);
        if (result.isError()) {
            Arrays.fill(text.array(), '\0');
            result.throwException();
        }
        return text.flip();
    }

    /** Overwrites the text that it reads from when it is closed. */
    private static final class WipingParser extends JsonParserDelegate {
        private final char[] text;

        WipingParser(JsonParser parser, char[] text) {
            super(parser);
            this.text = text;
        }

        @Override
        public void close() throws IOException {
            super.close();
            Arrays.fill(text, '\0');
        }
    }

    /** A writer of UTF-8 into that output, which it leaves open: closing it would wipe what was written. */
    public static JsonGenerator writer(WipingOutput out) throws IOException {
        return FOR_SMALL.createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Whether this is exactly one JSON object, without repeated keys and not too deep. */
    public static boolean isObject(byte[] json) {
        try (JsonParser reader = reader(json)) {
            if (reader.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            reader.skipChildren();
            return reader.currentToken() == JsonToken.END_OBJECT && reader.nextToken() == null;
        } catch (IOException e) {
            return false; // the message may quote the secret; the caller says what was expected
        }
    }

    /** The string that stands under this key at the top of the object. */
    public static Optional<Secret> stringAt(byte[] json, String key) {
        try (JsonParser reader = reader(json)) {
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
        } catch (IOException e) {
            return Optional.empty(); // unreachable for text that isObject accepted
        }
    }

    /** The string that the reader stands on, without a {@code String} in between. */
    public static Secret text(JsonParser reader) throws IOException {
        return Secret.of(reader.getTextCharacters(), reader.getTextOffset(), reader.getTextLength());
    }
}
