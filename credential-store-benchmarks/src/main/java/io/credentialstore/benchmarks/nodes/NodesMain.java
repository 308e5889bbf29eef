package io.credentialstore.benchmarks.nodes;

import io.credentialstore.benchmarks.MovedStores;
import io.credentialstore.benchmarks.Scratch;
import io.credentialstore.benchmarks.report.NodesReport;
import io.credentialstore.benchmarks.report.NodesReport.Sizes;
import io.credentialstore.benchmarks.report.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures 1, 2, 4 and 8 nodes against one server on this machine, and writes the report to {@code target}. */
public final class NodesMain {
    private final Server server;
    private final Scope scope;
    private final Path folder;

    /**
     * How much is measured.
     *
     * @param nodes how many processes, each number once
     * @param callers how many threads in each of them, each number once
     * @param lengths of the trail, ascending, at which one caller is measured
     * @param shapes sizes of stores that are moved to the server and called there
     * @param warming before each measurement, for each node: they compile their code on the same processors; calls on moved
     *     stores are measured for as long
     * @param time of each measurement
     */
    record Scope(
            List<Integer> nodes,
            List<Integer> callers,
            List<Integer> lengths,
            List<String> shapes,
            Duration warming,
            Duration time) {
        static Scope usual() {
            return new Scope(
                    List.of(1, 2, 4, 8),
                    List.of(1, 16, 64),
                    List.of(10_000, 100_000, 1_000_000),
                    List.of("1000x10000", "10000x100000"),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5));
        }

        /** Everything once, within seconds: whether it runs at all. */
        static Scope quick() {
            return new Scope(
                    List.of(1, 2), List.of(2), List.of(50), List.of("20x40"), Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private NodesMain(Server server, Scope scope, Path folder) {
        this.server = server;
        this.scope = scope;
        this.folder = folder;
    }

    /**
     * Runs.
     *
     * @param args none; {@code -Dbench.publish} puts the report into docs/benchmarks.md
     * @throws Exception when a node fails, or the server, or the file system
     */
    public static void main(String[] args) throws Exception {
        Path target = Path.of("target");
        run(Scope.usual(), target);
        if (Boolean.getBoolean("bench.publish")) {
            Publisher.publishNodes(target, Path.of("..", "docs", "benchmarks.md"));
        }
        System.out.println(Files.readString(target.resolve(NodesReport.PAGE)));
    }

    static void run(Scope scope, Path folder) throws Exception {
        try (Scratch scratch = Scratch.create();
                Server server = Server.start(scratch.file("postgresql"))) {
            NodesMain run = new NodesMain(server, scope, folder);
            String version = server.ask("SHOW server_version");
            Map<Long, Double> growth = run.growth(); // first, while the trail is short
            Sizes sizes = new Sizes(
                    scope.shapes(), MovedStores.measure(scope.shapes(), server::newDatabase, scope.warming()));
            NodesReport.write(folder, "PostgreSQL " + version, scope.nodes(), run.rates(), growth, sizes);
        }
    }

    private Map<String, List<Double>> rates() throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int callers : scope.callers()) {
            rates.put(
                    "retrievals, callers in each: " + callers, perNodes(nodes -> crew(Node.RETRIEVE, nodes, callers)));
        }
        for (Sql sql : Sql.values()) {
            rates.put(sql.title() + ", JDBC", perNodes(nodes -> crew(sql.name(), nodes, 1)));
            rates.put(
                    sql.title() + ", pgbench",
                    perNodes(nodes -> Pgbench.measure(server, sql, nodes, scope.time(), folder)));
        }
        return rates;
    }

    private interface Measurement {
        double with(int nodes) throws IOException, InterruptedException;
    }

    private List<Double> perNodes(Measurement measurement) throws IOException, InterruptedException {
        List<Double> rates = new ArrayList<>();
        for (int nodes : scope.nodes()) {
            rates.add(measurement.with(nodes));
        }
        return rates;
    }

    private double crew(String work, int nodes, int callers) throws IOException, InterruptedException {
        try (Crew crew = new Crew(server, work, nodes, callers)) {
            return crew.measure(scope.warming().multipliedBy(nodes), scope.time());
        }
    }

    /** Microseconds that one caller waits for a retrieval, by entries of the trail. */
    private Map<Long, Double> growth() throws Exception {
        Map<Long, Double> growth = new LinkedHashMap<>();
        for (int length : scope.lengths()) {
            growTo(length);
            growth.put(entries(), TimeUnit.SECONDS.toMicros(1) / crew(Node.RETRIEVE, 1, 1));
        }
        return growth;
    }

    private void growTo(int length) throws IOException, SQLException, InterruptedException {
        try (Crew crew = new Crew(server, Node.RETRIEVE, 1, 64)) {
            while (entries() < length) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            crew.measure(Duration.ZERO, Duration.ZERO);
        }
    }

    private long entries() throws SQLException {
        return Long.parseLong(server.ask("SELECT audit_seq FROM credential_store.store_state"));
    }
}
