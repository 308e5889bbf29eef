package io.credentialstore.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs parts of a test at the same time, and fails when one of them fails or hangs. */
final class Together {
    private static final long PATIENCE_SECONDS = 60;

    private Together() {}

    /** What a thread does; it may throw whatever it likes. */
    @FunctionalInterface
    interface Part {
        void run() throws Exception;
    }

    /** The same part in many threads. */
    static void run(int threads, Part part) {
        run(Collections.nCopies(threads, part).toArray(Part[]::new));
    }

    /** All parts, each in a thread of its own, none before all are ready. */
    static void run(Part... parts) {
        ExecutorService threads = Executors.newFixedThreadPool(parts.length);
        CountDownLatch ready = new CountDownLatch(parts.length);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Part part : parts) {
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    part.run();
                    return true;
                }));
            }
            await(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(List<Future<?>> running) {
        for (Future<?> part : running) {
            try {
                part.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("A thread failed", e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("A thread did not end within " + PATIENCE_SECONDS + " s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("The test was interrupted", e);
            }
        }
    }
}
