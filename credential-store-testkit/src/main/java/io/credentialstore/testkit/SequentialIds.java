package io.credentialstore.testkit;

import io.credentialstore.IdSource;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that count up from one, so that they sort in the order in which they were made and a failing test shows the same
 * ids each time. Stores that share a storage must share one of these. Thread-safe.
 */
public final class SequentialIds implements IdSource {
    private final AtomicLong last = new AtomicLong();

    /** Starts with one. */
    public SequentialIds() {}

    @Override
    public String next(String prefix, Instant now) {
        return String.format(Locale.ROOT, "%s_%012d_sequential", prefix, last.incrementAndGet());
    }
}
