package io.credentialstore.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What threads get that share raw commits in the simplest way: whoever finds nobody at work inserts a row for each that waits,
 * commits, and wakes them. What is missing here to {@link RawBenchmark#commitBatch} is the price of putting threads to sleep and
 * waking them, and of smaller batches, since who was just served is not in the next one. Every store pays that whose callers
 * wait for a common commit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RawCrowdBenchmark {
    private final RawBenchmark raw = new RawBenchmark();
    private final Queue<Waiter> waiting = new ArrayDeque<>();
    private boolean atWork;

    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private volatile boolean leads;
        private volatile boolean served;

        private void await() {
            while (!served && !leads) {
                LockSupport.park(this);
            }
        }
    }

    /**
     * Makes the tables.
     *
     * @throws IOException when the file system fails
     * @throws SQLException when SQLite fails
     */
    @Setup
    public void open() throws IOException, SQLException {
        raw.open();
    }

    /**
     * Removes them.
     *
     * @throws IOException when the file system fails
     * @throws SQLException when SQLite fails
     */
    @TearDown
    public void close() throws IOException, SQLException {
        raw.close();
    }

    /**
     * One row in a commit that others may share.
     *
     * @throws SQLException when SQLite fails
     */
    @Benchmark
    public void share() throws SQLException {
        Waiter own = new Waiter();
        if (!leadsAtOnce(own)) {
            own.await();
        }
        if (!own.served) {
            lead();
        }
    }

    private synchronized boolean leadsAtOnce(Waiter own) {
        if (atWork) {
            waiting.add(own);
            return false;
        }
        atWork = true;
        return true;
    }

    private void lead() throws SQLException {
        List<Waiter> batch = take();
        raw.commit(1 + batch.size());
        Waiter next = next();
        if (next != null) {
            next.leads = true;
            LockSupport.unpark(next.thread);
        }
        for (Waiter waiter : batch) {
            waiter.served = true;
            LockSupport.unpark(waiter.thread);
        }
    }

    private synchronized List<Waiter> take() {
        List<Waiter> batch = new ArrayList<>();
        while (batch.size() < RawBenchmark.BATCH - 1 && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private synchronized @Nullable Waiter next() {
        Waiter next = waiting.poll();
        atWork = next != null;
        return next;
    }
}
