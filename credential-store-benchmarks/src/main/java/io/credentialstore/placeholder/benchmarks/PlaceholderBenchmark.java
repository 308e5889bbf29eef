package io.credentialstore.placeholder.benchmarks;

import io.credentialstore.placeholder.core.Placeholder;
import org.openjdk.jmh.annotations.Benchmark;

/** Holds the place of the benchmarks to come. */
public class PlaceholderBenchmark {

    /**
     * Measures nothing of interest.
     *
     * @return names
     */
    @Benchmark
    public String name() {
        return Placeholder.name() + io.credentialstore.placeholder.jdbc.Placeholder.sqliteVersion();
    }
}
