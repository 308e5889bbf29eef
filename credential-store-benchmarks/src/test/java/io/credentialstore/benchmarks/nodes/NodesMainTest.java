package io.credentialstore.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.benchmarks.report.Publisher;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes against a real server, in seconds. What is measured means nothing here, and nothing is said about it. */
@Timeout(300)
class NodesMainTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "the report has a row for each kind of work and each length of the trail, and can be put into the page")
    void report_isComplete_andCanBePublished() throws Exception {
        Path page = folder.resolve("benchmarks.md");
        Files.writeString(page, "before\n<!-- nodes: begin -->older<!-- nodes: end -->\nafter\n");

        NodesMain.run(NodesMain.Scope.quick(), folder);
        Publisher.publishNodes(folder, page);

        assertThat(Files.readString(page))
                .startsWith("before")
                .endsWith("after\n")
                .contains(
                        "| nodes | 1 | 2 |",
                        "| retrievals, callers in each: 2 |",
                        "| rows in a chain, JDBC |",
                        "| call | 20x40 |",
                        "| accessible credentials |")
                .containsPattern("\\| [1-9][0-9]+ \\| [0-9,.]+ \\|")
                .doesNotContain("older", "NaN");
        assertThat(folder.resolve("benchmarks")).isDirectoryContaining("glob:**nodes.svg");
    }
}
