package io.credentialstore.benchmarks;

import io.credentialstore.RetrievedCredential;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** The first retrieval after a store was opened: nothing is cached, its key is derived, its log is made. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FirstRetrieveBenchmark extends StoreBenchmark {
    /** Opens it anew. */
    @Setup(Level.Invocation)
    public void reopen() {
        bench.reopen();
    }

    /**
     * Check, derive, decrypt, audit durably, release.
     *
     * @return the version
     */
    @Benchmark
    public int retrieve() {
        try (RetrievedCredential credential = bench.store().retrieveCredential(id, BenchStore.SKILL)) {
            return credential.version();
        }
    }
}
