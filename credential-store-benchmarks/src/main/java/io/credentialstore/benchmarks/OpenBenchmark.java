package io.credentialstore.benchmarks;

import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.internal.crypto.Pbkdf2;
import io.credentialstore.internal.seal.KeySlots;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Opening, and the stretch of the master key that is part of it. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OpenBenchmark extends StoreBenchmark {
    private final byte[] key = new byte[KeyBytes.LENGTH];
    private final byte[] salt = new byte[KeySlots.SALT_LENGTH];

    /** What is open already cannot be opened. */
    @Setup(Level.Invocation)
    public void closeStore() {
        bench.closeStore();
    }

    /**
     * Removes it.
     *
     * @throws IOException when the file system fails
     */
    @TearDown
    public void close() throws IOException {
        bench.close();
    }

    /** Opens a store whose tables are current, the stretch included. */
    @Benchmark
    public void open() {
        bench.openStore();
    }

    /**
     * The stretch alone.
     *
     * @return the stretched key
     */
    @Benchmark
    public byte[] stretch() {
        return Pbkdf2.derive(key, salt, KeySlots.RAW_ITERATIONS, KeyBytes.LENGTH);
    }
}
