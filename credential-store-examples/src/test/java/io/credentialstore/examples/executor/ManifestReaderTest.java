package io.credentialstore.examples.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.examples.executor.ExecutorException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    private static final String MINIMAL = "id: greeter\nname: Greeter\n";

    @Test
    void read_completeManifest_givesAllParts() throws IOException {
        SkillManifest manifest = read("""
                # a comment
                id: stripe_api_handler
                name: Stripe API Handler
                requiresCredentials:
                  - stripe_production
                  - slack.webhook-1
                usesTools: [http_request]
                """);

        assertThat(manifest.id()).isEqualTo("stripe_api_handler");
        assertThat(manifest.name()).isEqualTo("Stripe API Handler");
        assertThat(manifest.requiresCredentials()).containsExactly("stripe_production", "slack.webhook-1");
        assertThat(manifest.usesTools()).containsExactly("http_request");
    }

    @Test
    void read_withoutLists_needsNothing() throws IOException {
        SkillManifest manifest = read(MINIMAL);

        assertThat(manifest.requiresCredentials()).isEmpty();
        assertThat(manifest.usesTools()).isEmpty();
    }

    @Test
    void read_file_isNamedInErrors(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), "id: \"open");

        refused(() -> ManifestReader.read(file), "broken.yaml", "not valid YAML");
        refused(() -> ManifestReader.read(folder.resolve("absent.yaml")), "absent.yaml", "cannot be read");
        assertThat(ManifestReader.read(Files.writeString(file, MINIMAL)).id()).isEqualTo("greeter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                         | must be a mapping
                    `- id`                                     | must be a mapping
                    `just text`                                | must be a mapping
                    `name: x`                                  | has no id
                    `id: x`                                    | has no name
                    `{id: x, name: y, requires: [z]}`          | key that is not known
                    `{id: x, name: y, id: z}`                  | not valid YAML
                    `{id: 7, name: y}`                         | id must be text
                    `{id: true, name: y}`                      | id must be text
                    `{id: , name: y}`                          | id must be made of
                    `{id: [x], name: y}`                       | id must be text
                    `{id: x, name: {a: b}}`                    | name must be text
                    `{id: x, name: y, usesTools: http}`        | usesTools must be a list
                    `{id: x, name: y, usesTools: {a: b}}`      | usesTools must be a list
                    `{id: x, name: y, usesTools: [[a]]}`       | usesTools must be text
                    `{id: x, name: y, usesTools: [1.5]}`       | usesTools must be text
                    `{id: x, name: y, usesTools: [a, a]}`      | twice
                    `{id: x, name: y, requiresCredentials: }`  | requiresCredentials must be a list
                    `{id: x y, name: y}`                       | id must be made of
                    `{id: ../x, name: y}`                      | id must be made of
                    `{id: x, name: y, requiresCredentials: [a/b]}` | requiresCredentials must be made of
                    `{id: x, name: " "}`                       | name must hold
                    `{id: x, name: "\\e[2J"}`                  | name must hold 1 to 128 printable
                    `{id: x, name: "a\\nb"}`                   | name must hold 1 to 128 printable
                    `{id: x, name: "a\\Lb"}`                   | name must hold 1 to 128 printable
                    `{id: x, name: "a\\u202Eb"}`               | name must hold 1 to 128 printable
                    `{id: &a x, name: *a}`                     | anchors, aliases or tags
                    `{id: !!str x, name: y}`                   | anchors, aliases or tags
                    `{id: !!java.net.URL [x], name: y}`        | anchors, aliases or tags
                    `{id: x, name: y`                          | not valid YAML
                    `{id: "\\q", name: y}`                     | not valid YAML
                    """)
    void read_malformed_saysWhat(String yaml, String problem) {
        refused(() -> read(yaml == null ? "" : yaml), "test.yaml", problem);
    }

    @Test
    void read_secondDocument_isRefused() {
        refused(() -> read(MINIMAL + "---\n" + MINIMAL), "more than one document");
    }

    @Test
    void read_bombOfAliases_isRefusedAtItsFirstAnchor() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + IntStream.range(0, 9)
                        .mapToObj(i -> (char) ('b' + i) + ": &" + (char) ('b' + i) + " [*" + (char) ('a' + i) + "]\n")
                        .collect(Collectors.joining());

        refused(() -> read("id: x\nname: y\nusesTools: &z [a]\n" + bomb), "anchors, aliases or tags");
        refused(() -> read(bomb), "line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void read_deepNesting_isRefusedWithoutReadingOn(String opening) {
        refused(() -> read(opening.repeat(60_000 / opening.length())), "test.yaml");
    }

    @Test
    void read_hugeFile_isRefusedBeforeItIsParsed() {
        String huge = MINIMAL + "#".repeat(ManifestReader.MAX_BYTES);

        refused(() -> read(huge), "larger than the limit of 65536 bytes");
    }

    @Test
    void read_manyNames_areRefused() {
        String names = IntStream.range(0, 65).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));

        refused(() -> read(MINIMAL + "requiresCredentials: [" + names + "]"), "at most 64 names");
    }

    @Test
    void read_bytesThatAreNotUtf8_areRefused() {
        byte[] latin1 = "id: x\nname: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);

        refused(() -> ManifestReader.read("test.yaml", new ByteArrayInputStream(latin1)), "not UTF-8");
    }

    @Test
    void read_secretPastedWhereItDoesNotBelong_isNotRepeatedInTheError() {
        String pasted = "id: x\nname: y\nfake_stripe_key_pasted: \"fake_stripe_key_pasted\" oops";

        refused(() -> read(pasted), "test.yaml").withMessageNotContaining("fake_stripe_key_pasted");
    }

    private static SkillManifest read(String yaml) throws IOException {
        return ManifestReader.read("test.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<ExecutorException> refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String... parts) {
        return assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(reading)
                .withMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED_MANIFEST))
                .withNoCause();
    }
}
