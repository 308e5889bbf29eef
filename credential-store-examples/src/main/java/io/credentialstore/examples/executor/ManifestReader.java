package io.credentialstore.examples.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a skill's manifest: one YAML mapping of at most {@value #MAX_BYTES} bytes with the keys {@code id}, {@code name},
 * {@code requiresCredentials} and {@code usesTools}. The first two are needed.
 *
 * <p>Manifests may come from strangers. The file is read token by token and refused at the first thing that is not
 * expected: unknown or repeated keys, other types, nesting, anchors, aliases, tags, a second document.
 */
public final class ManifestReader {
    /** The largest manifest. */
    public static final int MAX_BYTES = 65_536;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final String source;
    private final YAMLParser parser;
    private @Nullable String id;
    private @Nullable String name;
    private List<String> requiresCredentials = List.of();
    private List<String> usesTools = List.of();

    private ManifestReader(String source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * Reads a file.
     *
     * @param file the manifest
     * @return what it says
     * @throws ExecutorException when it cannot be read or is not a manifest
     */
    public static SkillManifest read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(String.valueOf(file.getFileName()), in);
        } catch (IOException e) {
            throw malformed(file.toString(), "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Reads a stream to its end and leaves it open.
     *
     * @param source where it comes from, for messages
     * @param in UTF-8
     * @return what it says
     * @throws ExecutorException when it is not a manifest
     * @throws IOException when the stream fails
     */
    public static SkillManifest read(String source, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw malformed(source, "is larger than the limit of " + MAX_BYTES + " bytes");
        }
        try (YAMLParser parser = YAML.createParser(text(source, bytes))) {
            return new ManifestReader(source, parser).manifest();
        } catch (JsonProcessingException e) {
            throw malformed(source, "is not valid YAML" + line(e));
        }
    }

    private static String text(String source, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(source, "is not UTF-8");
        }
    }

    /** The parser's own words are left out: they repeat parts of the file. */
    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    private SkillManifest manifest() throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw here("must be a mapping with the keys id, name, requiresCredentials and usesTools");
        }
        while (next() == JsonToken.FIELD_NAME) {
            entry(parser.currentName());
        }
        if (next() != null) {
            throw here("holds more than one document");
        }
        return checked(needed("id", id), needed("name", name));
    }

    private SkillManifest checked(String givenId, String givenName) {
        try {
            return new SkillManifest(givenId, givenName, requiresCredentials, usesTools);
        } catch (ExecutorException e) {
            throw malformed(source, String.valueOf(e.getMessage()));
        }
    }

    private void entry(String key) throws IOException {
        next();
        switch (key) {
            case "id" -> id = string(key);
            case "name" -> name = string(key);
            case "requiresCredentials" -> requiresCredentials = strings(key);
            case "usesTools" -> usesTools = strings(key);
            default -> throw here("has a key that is not known; known are id, name, requiresCredentials and usesTools");
        }
    }

    private List<String> strings(String key) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw here(key + " must be a list of names");
        }
        List<String> strings = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            strings.add(string(key));
        }
        return strings;
    }

    private String string(String key) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw here(key + " must be text; put numbers and words such as true in quotes");
        }
        return parser.getText();
    }

    private @Nullable JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            throw here("must not use anchors, aliases or tags");
        }
        return token;
    }

    private String needed(String key, @Nullable String value) {
        if (value == null) {
            throw malformed(source, "has no " + key);
        }
        return value;
    }

    private ExecutorException here(String problem) {
        return malformed(
                source, problem + " (line " + parser.currentTokenLocation().getLineNr() + ")");
    }

    private static ExecutorException malformed(String source, String problem) {
        return new ExecutorException(Reason.MALFORMED_MANIFEST, "Skill manifest " + source + ": " + problem + ".");
    }
}
