package io.credentialstore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Puts what a run has written into the page that shows it. Stateless. */
public final class Publisher {
    private static final String RESULTS = """
            ![Retrievals per second by threads](benchmarks/throughput.svg)

            ![Latency by size of the store](benchmarks/growth.svg)

            """;

    private static final String PROFILE = """

            ![Flame graph of retrievals in one thread](benchmarks/profile.svg)
            """;

    private static final String NODES = """
            ![Work per second by nodes](benchmarks/nodes.svg)

            """;

    private static final List<String> CHARTS = List.of("throughput.svg", "growth.svg", "profile.svg");

    private Publisher() {}

    /**
     * Copies the charts beside the page, and the tables between its marks.
     *
     * @param folder where the run wrote
     * @param page {@code benchmarks.md}; charts go into the folder {@code benchmarks} beside it
     * @throws IOException when the file system fails
     */
    public static void publish(Path folder, Path page) throws IOException {
        Path charts = Files.createDirectories(page.resolveSibling("benchmarks"));
        for (String chart : CHARTS) {
            Files.copy(folder.resolve(chart), charts.resolve(chart), StandardCopyOption.REPLACE_EXISTING);
        }
        String text = Files.readString(page);
        text = between("results", text, RESULTS + Files.readString(folder.resolve("report.md")));
        text = between("profile", text, Files.readString(folder.resolve("profile.md")) + PROFILE);
        Files.writeString(page, text);
    }

    /**
     * Does the same for a run with several nodes.
     *
     * @param folder where the run wrote
     * @param page {@code benchmarks.md}
     * @throws IOException when the file system fails
     */
    public static void publishNodes(Path folder, Path page) throws IOException {
        Path charts = Files.createDirectories(page.resolveSibling("benchmarks"));
        Files.copy(
                folder.resolve(NodesReport.CHART),
                charts.resolve(NodesReport.CHART),
                StandardCopyOption.REPLACE_EXISTING);
        String nodes = NODES + Files.readString(folder.resolve(NodesReport.PAGE));
        Files.writeString(page, between("nodes", Files.readString(page), nodes));
    }

    private static String between(String mark, String page, String text) {
        String begin = "<!-- " + mark + ": begin -->";
        int start = page.indexOf(begin) + begin.length();
        int end = page.indexOf("<!-- " + mark + ": end -->");
        if (end < start) {
            throw new IllegalArgumentException("The page has no marks for " + mark);
        }
        return page.substring(0, start) + "\n\n" + text.strip() + "\n\n" + page.substring(end);
    }
}
