package io.credentialstore.benchmarks.report;

import static io.credentialstore.benchmarks.report.Budget.atLeast;
import static io.credentialstore.benchmarks.report.Budget.atMost;

import io.credentialstore.benchmarks.report.Results.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this library promises about its speed, and how each number is computed. */
final class Budgets {
    static final Subject RETRIEVE = Subject.of("RetrieveBenchmark.retrieve");
    static final Subject RAW_COMMIT = Subject.of("RawBenchmark.commitOne");
    static final Subject RAW_BATCH = Subject.of("RawBenchmark.commitBatch");
    static final Subject RAW_CROWD = Subject.of("RawCrowdBenchmark.share").withThreads(64);
    static final Subject HAS_ACCESS = Subject.of("RetrieveBenchmark.hasAccess");
    static final Subject FIRST_RETRIEVE = Subject.of("FirstRetrieveBenchmark.retrieve");
    static final Subject OPEN = Subject.of("OpenBenchmark.open");
    static final Subject STRETCH = Subject.of("OpenBenchmark.stretch");
    static final Subject ENCRYPT = Subject.of("CipherBenchmark.encrypt");
    static final Subject DECRYPT = Subject.of("CipherBenchmark.decrypt");

    /** The peers, by the names that {@code PeerBenchmark} has for them. */
    static final List<String> PEERS = List.of("pkcs12", "elytron", "jasypt", "spring", "tink", "seed");

    private static final String SLOWER = "times, at most";

    private Budgets() {}

    /** One for each promise of the design. */
    static List<Budget> of(Results results) {
        List<Budget> budgets = new ArrayList<>(retrieving(results));
        budgets.add(atMost(
                2,
                SLOWER,
                "encrypt, derived key at hand, against the bare JDK call",
                round -> round.ratio(ENCRYPT, Subject.of("CipherBenchmark.bareEncrypt"))));
        budgets.add(atMost(
                2,
                SLOWER,
                "decrypt, derived key cached, against the bare JDK call",
                round -> round.ratio(DECRYPT, Subject.of("CipherBenchmark.bareDecrypt"))));
        budgets.add(atMost(50, "µs, at most", "hasAccess", round -> round.micros(HAS_ACCESS)));
        budgets.add(atMost(
                50,
                "ms, at most",
                "open, tables current, besides the key stretch",
                round -> (round.micros(OPEN) - round.micros(STRETCH)) / 1e3));
        budgets.addAll(growing(results));
        PEERS.forEach(peer -> budgets.add(ahead(peer)));
        return budgets;
    }

    private static List<Budget> retrieving(Results results) {
        Subject crowd = RETRIEVE.withThreads(64);
        return List.of(
                atMost(
                        1.25,
                        SLOWER,
                        "retrieve, warm, one thread, against a raw durable one-row commit",
                        round -> round.ratio(RETRIEVE, RAW_COMMIT)),
                atLeast(
                        60,
                        "%, at least",
                        "retrieve, 64 threads, of raw inserts in batches of 64",
                        round -> 100 * round.ratio(RAW_BATCH, crowd)),
                atLeast(
                        5,
                        "times, at least",
                        "retrieve, 64 threads, against one thread",
                        round -> round.ratio(RETRIEVE, crowd)),
                atLeast(
                        90,
                        "%, at least",
                        "retrieve, 256 threads, of the rate with 64",
                        round -> 100 * round.ratio(crowd, RETRIEVE.withThreads(256))),
                atMost(
                        2,
                        "ms, at most",
                        "retrieve, first after open, usually",
                        round -> round.micros(FIRST_RETRIEVE) / 1e3),
                atMost(
                        10,
                        "ms, at most",
                        "retrieve, first after open, always",
                        round -> results.worstMicros(FIRST_RETRIEVE) / 1e3));
    }

    private static List<Budget> growing(Results results) {
        List<String> sizes = List.copyOf(results.params("GrowthBenchmark.retrieve"));
        String growth = ", store of " + sizes.get(sizes.size() - 1) + " against " + sizes.get(0);
        List<Budget> budgets = new ArrayList<>();
        for (String call : List.of("retrieve", "hasAccess", "firstPage", "firstPageOfCredential", "accessible")) {
            String benchmark = "GrowthBenchmark." + call;
            budgets.add(atMost(1.3, SLOWER, call + growth, round -> growth(round, benchmark, sizes)));
        }
        List<String> trails = List.copyOf(results.params("LongTrailBenchmark.summary"));
        budgets.add(atMost(
                1.3,
                SLOWER,
                "getAuditSummary, trail a hundred times as long",
                round -> growth(round, "LongTrailBenchmark.summary", trails)));
        List<String> keys = List.copyOf(results.params("MasterKeyBenchmark.rotate"));
        Subject largest = Subject.of("MasterKeyBenchmark.rotate", keys.get(keys.size() - 1));
        budgets.add(atMost(
                1,
                "s, at most",
                "change of master key, store of " + largest.param(),
                round -> round.micros(largest) / 1e6));
        budgets.add(atMost(
                1.3,
                SLOWER,
                "change of master key, largest store against smallest",
                round -> growth(round, "MasterKeyBenchmark.rotate", keys)));
        Subject verify = Subject.of("LongTrailBenchmark.verifyIntegrity", trails.get(trails.size() - 1));
        budgets.add(atLeast(
                200_000,
                "entries/s, at least",
                "verifyIntegrity, one thread",
                round -> entries(verify.param()) * round.perSecond(verify)));
        return budgets;
    }

    private static double growth(Round round, String benchmark, List<String> sizes) {
        return round.ratio(Subject.of(benchmark, sizes.get(sizes.size() - 1)), Subject.of(benchmark, sizes.get(0)));
    }

    private static long entries(String shape) {
        return Long.parseLong(shape.substring(shape.indexOf('x') + 1));
    }

    private static Budget ahead(String peer) {
        return atMost(
                1,
                "our time to theirs, at most",
                "peer: " + peer,
                round -> ratios(peer, round)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow());
    }

    /** Retrieving and storing, each as far as the peer does it. */
    private static Stream<Double> ratios(String peer, Round round) {
        Subject retrieve = Subject.of("PeerBenchmark.retrieve", peer);
        Subject store = Subject.of("PeerBenchmark.store", peer);
        return switch (peer) {
            // encrypts in memory, and keeps nothing
            case "spring" -> Stream.of(round.ratio(DECRYPT, retrieve), round.ratio(ENCRYPT, store));
            // keeps no trail: it gets the cheapest durable entry there is on top
            case "tink" ->
                Stream.of(
                        round.micros(ours("retrieve")) / (round.micros(retrieve) + round.micros(RAW_COMMIT)),
                        round.micros(ours("store")) / (round.micros(store) + round.micros(RAW_COMMIT)));
            default -> Stream.of(round.ratio(ours("retrieve"), retrieve), round.ratio(ours("store"), store));
        };
    }

    static Subject ours(String call) {
        return Subject.of("PeerBenchmark." + call, "credential-store");
    }
}
