package io.credentialstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credentialstore.benchmarks.report.Publisher;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The whole way from benchmarks to report, in seconds. What is measured means nothing here, and nothing is said about it. */
class MainTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void run() throws Exception {
        System.setProperty("jmh.ignoreLock", "true");
        Main.run(Plan.quick(), folder);
    }

    @Test
    @DisplayName("every budget and every peer is in budgets.json, with what was promised and what was measured")
    void budgets_areComplete() throws Exception {
        JsonNode budgets =
                new ObjectMapper().readTree(folder.resolve("budgets.json").toFile());
        assertThat(budgets).hasSizeGreaterThan(20).allSatisfy(budget -> {
            assertThat(budget.get("budget").asDouble()).isPositive();
            assertThat(budget.get("measured").isNumber()).isTrue();
            assertThat(budget.get("unit").asText()).isNotBlank();
            assertThat(budget.get("met").isBoolean()).isTrue();
        });
        assertThat(budgets.findValuesAsText("name"))
                .contains("hasAccess", "verifyIntegrity, one thread", "peer: pkcs12", "peer: tink", "peer: seed");
    }

    @Test
    @DisplayName("the report has a row for each number of threads, each size and each peer")
    void report_isComplete() throws Exception {
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("| 256 |", "| 20x80 |", "| elytron |", "| open, tables current, besides the key stretch |");
    }

    @Test
    @DisplayName("the charts are well-formed and follow the colours of the page")
    void charts_areWellFormed() throws Exception {
        for (String chart : new String[] {"throughput.svg", "growth.svg"}) {
            String svg = Files.readString(folder.resolve(chart));
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertThat(document.getElementsByTagName("polyline").getLength()).isGreaterThan(2);
            assertThat(svg).contains("prefers-color-scheme: dark");
        }
    }

    @Test
    @DisplayName("a run can be put into the page, in the place of the one before")
    void run_canBePublished() throws Exception {
        Path page = folder.resolve("benchmarks.md");
        Files.writeString(page, """
                before
                <!-- results: begin -->older<!-- results: end -->
                <!-- profile: begin --><!-- profile: end -->
                after
                """);
        Publisher.publish(folder, page);
        assertThat(Files.readString(page))
                .startsWith("before")
                .endsWith("after\n")
                .contains("(benchmarks/growth.svg)", "| hasAccess |", "| SQLite and its driver |")
                .doesNotContain("older");
        assertThat(folder.resolve("benchmarks")).isDirectoryContaining("glob:**growth.svg");
    }
}
