package io.credentialstore.benchmarks;

import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyRotation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;

/** The change of the master key at any size of the store. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MasterKeyBenchmark extends GrownStoreBenchmark {
    /** Goes back to the key that the next benchmark opens the store with. */
    @TearDown(Level.Invocation)
    public void goBack() {
        try (KeyRing first = grown.masterKey().load().orElseThrow()) {
            store.rotateMasterKey(first.current());
        }
    }

    /**
     * A new master key.
     *
     * @return what was changed
     */
    @Benchmark
    public MasterKeyRotation rotate() {
        try (MasterKey next = MasterKey.generate()) {
            return store.rotateMasterKey(next);
        }
    }
}
