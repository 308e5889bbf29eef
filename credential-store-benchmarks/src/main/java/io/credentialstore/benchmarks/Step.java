package io.credentialstore.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Benchmarks that JMH runs under the same conditions.
 *
 * @param benchmarks a pattern of their names
 * @param forks processes that each benchmark gets; with none it runs in this one, cold and silent
 * @param iterations how many are measured
 * @param millis how long each of them takes; zero for a single shot
 * @param warming so many times longer are those that are not measured, or so many times as many where they are single shots
 * @param threads callers at the same time
 * @param shapes sizes of the store, for benchmarks that ask for one
 */
record Step(String benchmarks, int forks, int iterations, int millis, int warming, int threads, List<String> shapes) {
    private static final int WARMING = 3;

    /** A retrieval waits for the disk most of the time, and takes ten seconds until all of its code is compiled for good. */
    private static final int LONG_WARMING = 12;

    static Step timed(int iterations, int millis) {
        return new Step("", 1, iterations, millis, WARMING, 1, List.of());
    }

    static Step shots(int iterations) {
        return new Step("", 1, iterations, 0, 1, 1, List.of());
    }

    static Step untimed() {
        return new Step("", 0, 1, 0, 1, 1, List.of());
    }

    Step of(String pattern) {
        return new Step(pattern, forks, iterations, millis, warming, threads, shapes);
    }

    Step warmedLong() {
        return new Step(benchmarks, forks, iterations, millis, LONG_WARMING, threads, shapes);
    }

    Step withThreads(int count) {
        return new Step(benchmarks, forks, iterations, millis, warming, count, shapes);
    }

    Step withIterations(int most) {
        return new Step(benchmarks, forks, Math.min(iterations, most), millis, warming, threads, shapes);
    }

    Step withShapes(List<String> sizes) {
        return new Step(benchmarks, forks, iterations, millis, warming, threads, sizes);
    }

    Collection<RunResult> run() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmarks)
                .forks(forks)
                .warmupIterations(warmups())
                .measurementIterations(iterations)
                .warmupTime(TimeValue.milliseconds(Math.max(1L, (long) warming * millis)))
                .measurementTime(TimeValue.milliseconds(Math.max(1, millis)))
                .threads(threads)
                .verbosity(forks == 0 ? VerboseMode.SILENT : VerboseMode.NORMAL)
                .shouldFailOnError(true);
        if (forks == 0) {
            options.param("secrets", "2");
        }
        if (!shapes.isEmpty()) {
            options.param("shape", shapes.toArray(String[]::new));
        }
        return new Runner(options.build()).run();
    }

    private int warmups() {
        if (forks == 0) {
            return 0;
        }
        return millis == 0 ? iterations * warming : iterations;
    }
}
