package io.credentialstore.benchmarks;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.model.Entity;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A warm retrieval with its durable audit entry, and the check of a grant. Measured with one thread and with many. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RetrieveBenchmark extends StoreBenchmark {
    /**
     * Check, decrypt, audit durably, release.
     *
     * @return the version
     */
    @Benchmark
    public int retrieve() {
        try (RetrievedCredential credential = bench.store().retrieveCredential(id, BenchStore.SKILL)) {
            return credential.version();
        }
    }

    /**
     * The check alone.
     *
     * @return whether it is granted
     */
    @Benchmark
    public boolean hasAccess() {
        return bench.store().hasAccess(id, Entity.skill(BenchStore.SKILL));
    }
}
