package io.credentialstore.benchmarks;

import io.credentialstore.benchmarks.report.Profile;
import io.credentialstore.benchmarks.report.Publisher;
import io.credentialstore.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything in rounds, so that what is compared is measured within a few minutes, and writes the results and the
 * report to {@code target}. No round begins that would not be over in time.
 */
public final class Main {
    private Main() {}

    /**
     * Runs.
     *
     * @param args none; {@code -Dbench.short} and {@code -Dbench.growth=full} say how much is measured, and
     *     {@code -Dbench.publish} puts it into docs/benchmarks.md
     * @throws Exception when a benchmark fails, or the file system
     */
    public static void main(String[] args) throws Exception {
        run(plan(), Path.of("target"));
        if (Boolean.getBoolean("bench.publish")) {
            Publisher.publish(Path.of("target"), Path.of("..", "docs", "benchmarks.md"));
        }
        System.out.println(Files.readString(Path.of("target", "report.md")));
    }

    private static Plan plan() {
        if (Boolean.getBoolean("bench.short")) {
            return Plan.quick();
        }
        return "full".equals(System.getProperty("bench.growth")) ? Plan.full() : Plan.usual();
    }

    static void run(Plan plan, Path folder) throws Exception {
        Instant end = Instant.now().plus(plan.limit());
        for (String shape : plan.shapes()) {
            GrownStore.of(shape).make();
        }
        List<RunResult> results = new ArrayList<>(run(plan.once()));
        Instant round;
        do {
            round = Instant.now();
            results.addAll(run(plan.repeated()));
        } while (Instant.now().plus(Duration.between(round, Instant.now())).isBefore(end));
        write(results, folder);
        Report.write(folder);
        profile(plan.profiled(), folder);
    }

    private static void profile(Duration time, Path folder) throws IOException, InterruptedException {
        SortedMap<Integer, Profile> profiles = new TreeMap<>();
        for (int threads : new int[] {1, 64}) {
            profiles.put(threads, Profiler.retrievals(threads, time, folder.resolve("retrieve.jfr")));
        }
        Report.writeProfiles(folder, profiles);
    }

    private static List<RunResult> run(List<Step> steps) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (Step step : steps) {
            results.addAll(step.run());
        }
        return results;
    }

    private static void write(List<RunResult> results, Path folder) {
        try (PrintStream out = new PrintStream(folder.resolve("results.json").toFile(), "UTF-8")) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
