package io.credentialstore.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it, in either direction. Thread-safe. */
public final class SettableClock implements InstantSource {
    private Instant now;

    /**
     * A clock that shows this time.
     *
     * @param start the time
     */
    public SettableClock(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /**
     * Shows another time from now on.
     *
     * @param time the time, later or earlier
     */
    public synchronized void set(Instant time) {
        now = time;
    }

    /**
     * Moves on.
     *
     * @param step by how much; a negative step moves back
     * @return the new time
     */
    public synchronized Instant advance(Duration step) {
        now = now.plus(step);
        return now;
    }

    @Override
    public String toString() {
        return "SettableClock[" + instant() + "]";
    }
}
