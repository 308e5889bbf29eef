package io.credentialstore.jdbc.internal.sqlite;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.sqlite.BusyHandler;

/**
 * How a connection waits for a lock of the file: it asks about once a millisecond until its patience is over. SQLite's
 * own waiting asks ten times a second; beside somebody who commits without a pause, it can ask for seconds in vain.
 * Used by one thread at a time, as its connection is.
 */
final class Waiting extends BusyHandler {
    /** In milliseconds, and not always the same: it could keep missing somebody who works in the same rhythm. */
    private static final int LONGEST_PAUSE = 2;

    private long patience;
    private long waited;

    Waiting(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** How long each statement waits from now on; zero for not at all. */
    void upTo(Duration other) {
        patience = other.toNanos();
    }

    /**
     * Pauses.
     *
     * @param calls how often it was called for this lock already
     * @return 1 to ask again, 0 to give up
     */
    @Override
    protected int callback(int calls) {
        if (calls == 0) {
            waited = 0;
        }
        if (waited >= patience) {
            return 0;
        }
        long since = System.nanoTime();
        pause();
        waited += System.nanoTime() - since;
        return 1;
    }

    /** An interrupted thread would not pause at all; it keeps its mark. */
    private static void pause() {
        boolean interrupted = Thread.interrupted();
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE) + 1L);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
