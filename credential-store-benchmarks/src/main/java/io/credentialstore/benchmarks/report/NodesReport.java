package io.credentialstore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what several nodes did against one server. Stateless. */
public final class NodesReport {
    /** The name of the page. */
    public static final String PAGE = "nodes.md";

    /** The name of the chart. */
    static final String CHART = "nodes.svg";

    private NodesReport() {}

    /**
     * Calls on stores of several sizes.
     *
     * @param shapes credentials x entries
     * @param micros for each call its microseconds, one number for each shape
     */
    public record Sizes(List<String> shapes, Map<String, List<Double>> micros) {}

    /**
     * Writes tables and chart.
     *
     * @param folder where to
     * @param server what was measured against
     * @param nodes how many there were in each step
     * @param rates for each kind of work its calls per second, one for each step; not a number where nothing was measured
     * @param growth microseconds of a retrieval by entries of the trail
     * @param sizes what calls take on larger stores
     * @throws IOException when the file system fails
     */
    public static void write(
            Path folder,
            String server,
            List<Integer> nodes,
            Map<String, List<Double>> rates,
            Map<Long, Double> growth,
            Sizes sizes)
            throws IOException {
        Files.writeString(folder.resolve(PAGE), """
                %s, %s

                Per second, all nodes together:

                %s
                What one caller waits for, by entries of the trail:

                %s
                µs at growing size, credentials x entries:

                %s""".formatted(
                        server,
                        Report.machine(),
                        table("nodes", labels(nodes), rates),
                        growth(growth),
                        table("call", sizes.shapes(), sizes.micros())));
        Chart chart = new Chart("Work per second by nodes", "per second", labels(nodes), rates);
        Files.writeString(folder.resolve(CHART), chart.toSvg());
    }

    private static List<String> labels(List<Integer> nodes) {
        return nodes.stream().map(String::valueOf).toList();
    }

    private static Table table(String corner, List<String> columns, Map<String, List<Double>> rows) {
        Table table =
                new Table(Stream.concat(Stream.of(corner), columns.stream()).toArray(String[]::new));
        rows.forEach((name, each) ->
                table.row(Stream.concat(Stream.of(name), each.stream()).toArray()));
        return table;
    }

    private static Table growth(Map<Long, Double> growth) {
        Table table = new Table("entries", "µs");
        growth.forEach((entries, micros) -> table.row("%,d".formatted(entries), micros));
        return table;
    }
}
