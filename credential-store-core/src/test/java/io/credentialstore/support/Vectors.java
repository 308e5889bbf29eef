package io.credentialstore.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The external test vectors, which are data of others and not part of this repository. They are looked for in the folder
 * that the system property {@code vectors.dir} names, by default {@code ../shared/vectors} or up to two levels higher.
 */
public final class Vectors {
    private static final String PROPERTY = "vectors.dir";
    private static final String DEFAULT = "../shared/vectors";

    private Vectors() {}

    /** Skips the calling class, visibly, where the vectors are absent; on a CI server their absence is a failure. */
    public static void requirePresent() {
        Optional<Path> folder = folder();
        String message = "No test vectors: set -D" + PROPERTY + "=<folder>, or put them into " + DEFAULT;
        if ("true".equals(System.getenv("CI"))) {
            assertThat(folder).as(message).isPresent();
        }
        assumeTrue(folder.isPresent(), message);
    }

    private static Optional<Path> folder() {
        String given = System.getProperty(PROPERTY);
        Stream<String> candidates =
                given == null ? Stream.of(DEFAULT, "../" + DEFAULT, "../../" + DEFAULT) : Stream.of(given);
        return candidates.map(Path::of).filter(Files::isDirectory).findFirst();
    }

    /** One case of a Wycheproof file, with the group that it stands in. */
    public record Case(String file, JsonNode group, JsonNode test) {
        /** A field in hexadecimal, as bytes. */
        public byte[] bytes(String field) {
            return Hex.decode(text(field));
        }

        /** A field as text. */
        public String text(String field) {
            return test.required(field).textValue();
        }

        /** A number of the case, or else of its group. */
        public int number(String field) {
            return (test.has(field) ? test : group).required(field).intValue();
        }

        /** Whether an implementation has to accept it. */
        public boolean isValid() {
            return text("result").equals("valid");
        }

        @Override
        public String toString() {
            return file + " tcId " + number("tcId") + " (" + text("result") + ") " + text("comment");
        }
    }

    /** All cases of a Wycheproof file. */
    public static List<Case> wycheproof(String file) {
        try {
            JsonNode root = new ObjectMapper().readTree(read("wycheproof/" + file));
            List<Case> cases = elements(root, "testGroups")
                    .flatMap(group -> elements(group, "tests").map(test -> new Case(file, group, test)))
                    .toList();
            assertThat(cases).as(file).hasSize(root.required("numberOfTests").intValue());
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode parent, String field) {
        return StreamSupport.stream(parent.required(field).spliterator(), false);
    }

    /** The text of a file. */
    public static String read(String file) throws IOException {
        return Files.readString(folder().orElseThrow().resolve(file));
    }
}
