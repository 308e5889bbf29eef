package io.credentialstore.benchmarks;

import io.credentialstore.model.CredentialId;
import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark on a new store with one credential. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public abstract class StoreBenchmark {
    /** The store. */
    BenchStore bench;

    /** The credential, which {@link BenchStore#SKILL} may read. */
    CredentialId id;

    private Scratch scratch;

    /**
     * Makes the store.
     *
     * @throws IOException when the file system fails
     */
    @Setup
    public void make() throws IOException {
        scratch = Scratch.create();
        bench = new BenchStore(scratch.file("store.db"));
        id = bench.add("bench");
    }

    /**
     * Removes it.
     *
     * @throws IOException when the file system fails
     */
    @TearDown
    public void remove() throws IOException {
        bench.close();
        scratch.close();
    }
}
