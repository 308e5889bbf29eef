package io.credentialstore.security.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S2: the files of this project")
class RepositorySecretsTest {
    private static final Path RULES = Path.of("gitleaks", "gitleaks.toml");
    private static final int FEWEST_RULES = 200;

    /** What looks like one and is none. */
    private static final Map<String, String> KNOWN = Map.of(
            "credential-store-core/src/test/java/io/credentialstore/value/SshKeyTest.java: private-key",
            "the frame of a key with nothing in it",
            "credential-store-jdbc/src/test/resources/golden/format-1.sql: generic-api-key",
            "the public id of a master key",
            "credential-store-jdbc/src/test/resources/golden/format-1-tables-2.sql: generic-api-key",
            "the public id of a master key",
            "docs/FORMAT.md: generic-api-key",
            "the digest over the keys of the worked example, whose master key stands on the same page");

    private static List<GitleaksRule> rules() throws IOException {
        Optional<Path> file = Stream.of(
                        System.getProperty("vectors.dir", "../../shared/vectors"), "../../../shared/vectors")
                .map(folder -> Path.of(folder).resolve(RULES))
                .filter(Files::isReadable)
                .findFirst();
        String message = "No rules of gitleaks: set -Dvectors.dir=<folder>";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(file).as(message).isPresent();
        }
        assumeTrue(file.isPresent(), message);
        JsonNode root = new TomlMapper().readTree(Files.readString(file.orElseThrow()));
        return StreamSupport.stream(root.required("rules").spliterator(), false)
                .flatMap(GitleaksRule::of)
                .toList();
    }

    private static List<String> found(List<GitleaksRule> rules, String where, String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return rules.stream()
                .filter(rule -> rule.finds(text, lowerCase))
                .map(rule -> where + ": " + rule.id())
                .toList();
    }

    @Test
    @DisplayName("hold nothing that gitleaks takes for a secret, but what is listed as harmless")
    void files_holdNoSecrets() throws IOException {
        List<GitleaksRule> rules = rules();
        assertThat(rules).hasSizeGreaterThan(FEWEST_RULES);
        List<String> found = new ArrayList<>();
        for (Path file : ProjectFiles.all()) {
            Optional<String> text = ProjectFiles.text(file);
            if (text.isPresent()) {
                found.addAll(found(rules, ProjectFiles.ROOT.relativize(file).toString(), text.get()));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(KNOWN.keySet());
    }

    @Test
    @DisplayName("hold no conflict that a merge left open")
    void files_holdNoOpenConflict() throws IOException {
        for (Path file : ProjectFiles.all()) {
            assertThat(ProjectFiles.text(file).orElse("").lines())
                    .as(file.toString())
                    .noneMatch(line -> line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> "));
        }
    }

    @Test
    @DisplayName("would be caught with one: the search finds what is planted")
    void control_isFound() throws IOException {
        String planted = "aws = AKIA" + "QYLPMN5HHHFPZAM2\ntoken = \"ghp_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R\"";
        assertThat(found(rules(), "control", planted)).contains("control: aws-access-token", "control: github-pat");
    }
}
