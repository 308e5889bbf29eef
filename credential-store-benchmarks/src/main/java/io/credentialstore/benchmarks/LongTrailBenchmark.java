package io.credentialstore.benchmarks;

import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.IntegrityReport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What is asked for rarely, and may read or write a lot: each call is measured by itself. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LongTrailBenchmark extends GrownStoreBenchmark {
    /**
     * Counts by credential and entity.
     *
     * @return the summary
     */
    @Benchmark
    public AuditSummary summary() {
        return store.getAuditSummary();
    }

    /**
     * Every row, every link.
     *
     * @return the report
     */
    @Benchmark
    public IntegrityReport verifyIntegrity() {
        return store.verifyIntegrity();
    }
}
