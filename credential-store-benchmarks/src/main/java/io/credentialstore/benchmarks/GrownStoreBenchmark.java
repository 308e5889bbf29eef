package io.credentialstore.benchmarks;

import io.credentialstore.CredentialStore;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark on a store of a chosen size, which is made once and opened by many. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public abstract class GrownStoreBenchmark {
    /** Credentials and entries of the store. */
    @Param("100x2000")
    public String shape;

    /** What was made. */
    GrownStore grown;

    /** It, open. */
    CredentialStore store;

    /**
     * Opens the store.
     *
     * @throws Exception when it has to be made and cannot
     */
    @Setup
    public void open() throws Exception {
        grown = GrownStore.of(shape);
        grown.make();
        store = grown.open();
    }

    /** Closes it; the next benchmark opens it again. */
    @TearDown
    public void close() {
        store.close();
    }
}
