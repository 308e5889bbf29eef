package io.credentialstore.benchmarks;

import io.credentialstore.benchmarks.peer.Peer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one secret among a hundred costs elsewhere; the same calls on a store of ours are beside them. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class PeerBenchmark {
    /** Whose. */
    @Param({OursPeer.NAME, "pkcs12", "elytron", "jasypt", "spring", "tink", "seed"})
    public String peer;

    /** How many there are. */
    @Param("100")
    public int secrets;

    private Scratch scratch;
    private Peer subject;
    private int turn;

    /**
     * Fills it.
     *
     * @throws Exception when it fails
     */
    @Setup
    public void fill() throws Exception {
        scratch = Scratch.create();
        subject =
                peer.equals(OursPeer.NAME) ? new OursPeer(scratch.file("store.db")) : Peer.of(peer, scratch.file("."));
        subject.open();
        for (int secret = 0; secret < secrets; secret++) {
            store();
        }
    }

    /**
     * Removes it.
     *
     * @throws Exception when it fails
     */
    @TearDown
    public void remove() throws Exception {
        subject.close();
        scratch.close();
    }

    private String next() {
        return "secret_" + turn++ % secrets;
    }

    /**
     * A secret in the clear.
     *
     * @return the secret
     * @throws Exception when it fails
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public String retrieve() throws Exception {
        return subject.retrieve(next());
    }

    /**
     * A secret put in the place of an older one.
     *
     * @throws Exception when it fails
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void store() throws Exception {
        subject.store(next(), BenchStore.FAKE_SECRET);
    }

    /**
     * Another master key for all hundred.
     *
     * @throws Exception when it fails
     */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    public void changeMasterKey() throws Exception {
        subject.changeMasterKey();
    }

    /**
     * From the file to the first secret.
     *
     * @return the secret
     * @throws Exception when it fails
     */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    public String open() throws Exception {
        subject.close();
        subject.open();
        return subject.retrieve(next());
    }
}
