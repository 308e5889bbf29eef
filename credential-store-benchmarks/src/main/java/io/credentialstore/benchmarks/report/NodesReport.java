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
     * Writes tables and chart.
     *
     * @param folder where to
     * @param server what was measured against
     * @param nodes how many there were in each step
     * @param rates for each kind of work its calls per second, one for each step; not a number where nothing was measured
     * @param growth microseconds of a retrieval by entries of the trail
     * @throws IOException when the file system fails
     */
    public static void write(
            Path folder, String server, List<Integer> nodes, Map<String, List<Double>> rates, Map<Long, Double> growth)
            throws IOException {
        Files.writeString(
                folder.resolve(PAGE), """
                %s, %s

                Per second, all nodes together:

                %s
                What one caller waits for, by entries of the trail:

                %s""".formatted(server, Report.machine(), rates(nodes, rates), growth(growth)));
        Chart chart = new Chart("Work per second by nodes", "per second", labels(nodes), rates);
        Files.writeString(folder.resolve(CHART), chart.toSvg());
    }

    private static List<String> labels(List<Integer> nodes) {
        return nodes.stream().map(String::valueOf).toList();
    }

    private static Table rates(List<Integer> nodes, Map<String, List<Double>> rates) {
        Table table = new Table(
                Stream.concat(Stream.of("nodes"), labels(nodes).stream()).toArray(String[]::new));
        rates.forEach((work, each) ->
                table.row(Stream.concat(Stream.of(work), each.stream()).toArray()));
        return table;
    }

    private static Table growth(Map<Long, Double> growth) {
        Table table = new Table("entries", "µs");
        growth.forEach((entries, micros) -> table.row("%,d".formatted(entries), micros));
        return table;
    }
}
