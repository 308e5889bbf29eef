package io.credentialstore.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what was measured: tables, charts, and a file for programs. Stateless. */
public final class Report {
    private static final Map<String, String> GROWING = new LinkedHashMap<>();

    static {
        GROWING.put("retrieve", "retrieve");
        GROWING.put("hasAccess", "hasAccess");
        GROWING.put("firstPage", "first page of the trail");
        GROWING.put("firstPageOfCredential", "trail of a credential");
        GROWING.put("accessible", "accessible credentials");
    }

    private final Results results;

    private Report(Results results) {
        this.results = results;
    }

    /**
     * Reads {@code results.json} of a folder and writes {@code report.md}, {@code budgets.json}, {@code throughput.svg} and
     * {@code growth.svg} beside it.
     *
     * @param folder the folder
     * @throws IOException when the file system fails
     */
    public static void write(Path folder) throws IOException {
        Report report = new Report(Results.read(folder.resolve("results.json")));
        List<Budget.Verdict> verdicts = Budgets.of(report.results).stream()
                .map(budget -> budget.judge(report.results))
                .toList();
        Files.writeString(folder.resolve("report.md"), report.markdown(verdicts));
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        folder.resolve("budgets.json").toFile(),
                        verdicts.stream().map(Report::forPrograms).toList());
        Files.writeString(folder.resolve("throughput.svg"), report.throughput().toSvg());
        Files.writeString(folder.resolve("growth.svg"), report.growth().toSvg());
    }

    /**
     * Writes {@code profile.md}, with the share of each layer, and {@code profile.svg}, a flame graph of the first profile.
     *
     * @param folder where to
     * @param profiles by number of threads
     * @throws IOException when the file system fails
     */
    public static void writeProfiles(Path folder, SortedMap<Integer, Profile> profiles) throws IOException {
        Table table = new Table(Stream.concat(
                        Stream.of("% of the samples"),
                        profiles.keySet().stream().map(threads -> threads == 1 ? "1 thread" : threads + " threads"))
                .toArray(String[]::new));
        for (String layer : Profile.layerNames()) {
            table.row(Stream.concat(Stream.of(layer), profiles.values().stream().map(profile -> profile.share(layer)))
                    .toArray());
        }
        Files.writeString(folder.resolve("profile.md"), table.toString());
        Files.writeString(
                folder.resolve("profile.svg"),
                FlameGraph.toSvg(profiles.values().iterator().next()));
    }

    private static Map<String, Object> forPrograms(Budget.Verdict verdict) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", verdict.budget().name());
        fields.put("budget", verdict.budget().limit());
        fields.put("measured", Math.round(verdict.measured() * 1e3) / 1e3);
        fields.put("unit", verdict.budget().unit());
        fields.put("met", verdict.isMet());
        return fields;
    }

    private String markdown(List<Budget.Verdict> verdicts) {
        return """
                %s, %d rounds

                %s
                What SQLite itself takes, and what a call takes, in µs:

                %s
                Retrievals per second, with durable audit:

                %s
                µs at growing size, credentials x entries:

                %s
                Peers, µs, with %s secrets:

                %s""".formatted(machine(), results.rounds(), budgets(verdicts), calls(), rates(), sizes(), "100", peers());
    }

    /** What it all was measured on. */
    static String machine() {
        return "%s %s, %s %s, %d processors"
                .formatted(
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.getRuntime().availableProcessors());
    }

    private static Table budgets(List<Budget.Verdict> verdicts) {
        Table table = new Table("budget", "promised", "measured", "rounds", "met");
        verdicts.forEach(verdict -> table.row(
                verdict.budget().name(),
                Table.number(verdict.budget().limit()) + " " + verdict.budget().unit(),
                verdict.measured(),
                Table.number(verdict.lowest()) + " – " + Table.number(verdict.highest()),
                verdict.isMet() ? "yes" : "**no**"));
        return table;
    }

    private Table calls() {
        Table table = new Table("call", "median");
        for (String call : List.of(
                "RawBenchmark.commitOne",
                "RawBenchmark.commitAll",
                "RawBenchmark.commitBatch",
                "RetrieveBenchmark.retrieve",
                "FirstRetrieveBenchmark.retrieve",
                "RetrieveBenchmark.hasAccess",
                "ChangeBenchmark.store",
                "ChangeBenchmark.rotate",
                "ChangeBenchmark.grant",
                "CipherBenchmark.bareEncrypt",
                "CipherBenchmark.encrypt",
                "CipherBenchmark.bareDecrypt",
                "CipherBenchmark.decrypt",
                "OpenBenchmark.open",
                "OpenBenchmark.stretch")) {
            table.row(call.replace("Benchmark.", ": "), results.micros(Subject.of(call)));
        }
        return table;
    }

    private Table rates() {
        Table table = new Table("threads", "per second");
        for (int threads : results.threads("RetrieveBenchmark.retrieve")) {
            table.row(threads, rate(threads));
        }
        return table.row("raw commits of one row", 1e6 / results.micros(Budgets.RAW_COMMIT))
                .row("raw commits of 64 rows", 1e6 / results.micros(Budgets.RAW_BATCH))
                .row("raw rows of 64 threads that share commits", 1e6 / results.micros(Budgets.RAW_CROWD));
    }

    private double rate(int threads) {
        return 1e6 / results.micros(Budgets.RETRIEVE.withThreads(threads));
    }

    private Table sizes() {
        Set<String> sizes = results.params("GrowthBenchmark.retrieve");
        Table table = new Table(Stream.concat(Stream.of("call"), sizes.stream()).toArray(String[]::new));
        growth().lines()
                .forEach((call, micros) -> table.row(
                        Stream.concat(Stream.of(call), micros.stream()).toArray()));
        return table;
    }

    private Table peers() {
        Table table = new Table("peer", "retrieve", "store", "change master key", "open");
        for (String peer : results.params("PeerBenchmark.retrieve")) {
            table.row(
                    peer,
                    peer(peer, "retrieve"),
                    peer(peer, "store"),
                    peer(peer, "changeMasterKey"),
                    peer(peer, "open"));
        }
        return table;
    }

    private double peer(String peer, String call) {
        return results.micros(Subject.of("PeerBenchmark." + call, peer));
    }

    private Chart throughput() {
        Set<Integer> threads = results.threads("RetrieveBenchmark.retrieve");
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        lines.put("retrieve, audited", threads.stream().map(this::rate).toList());
        lines.put("raw commits of 64 rows", flat(Budgets.RAW_BATCH, threads.size()));
        lines.put("raw commits of one row", flat(Budgets.RAW_COMMIT, threads.size()));
        return new Chart(
                "Retrievals with durable audit, by threads",
                "per second",
                threads.stream().map(String::valueOf).toList(),
                lines);
    }

    private List<Double> flat(Subject limit, int steps) {
        return Collections.nCopies(steps, 1e6 / results.micros(limit));
    }

    private Chart growth() {
        Set<String> sizes = results.params("GrowthBenchmark.retrieve");
        Map<String, List<Double>> lines = GROWING.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getValue,
                        call -> sizes.stream()
                                .map(size -> results.micros(Subject.of("GrowthBenchmark." + call.getKey(), size)))
                                .toList(),
                        (one, other) -> one,
                        LinkedHashMap::new));
        return new Chart("Latency by size of the store: credentials x entries", "µs", List.copyOf(sizes), lines);
    }
}
