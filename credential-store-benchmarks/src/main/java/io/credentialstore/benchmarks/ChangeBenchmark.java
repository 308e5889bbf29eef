package io.credentialstore.benchmarks;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What an owner changes: each a durable transaction with its audit entry, digests and MACs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChangeBenchmark extends StoreBenchmark {
    private int next;

    /**
     * A new credential.
     *
     * @return its id
     */
    @Benchmark
    public CredentialId store() {
        return bench.addUngranted("more_" + next++);
    }

    /**
     * A new value.
     *
     * @return its version
     */
    @Benchmark
    public int rotate() {
        return bench.rotate(id);
    }

    /**
     * A grant, which replaces the one before.
     *
     * @return the grant
     */
    @Benchmark
    public AccessPolicy grant() {
        return bench.store().grantAccess(id, Entity.skill("other_skill"), AccessLevel.READ);
    }
}
