package io.credentialstore.jdbc.internal.sqlite;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What may differ between stores.
 *
 * @param patience how long a transaction waits for its turn, here and again in the database; at least 250 ms, as the pool asks
 * @param readers at most so many transactions read at a time
 * @param maxPages at most so many pages of 4 KiB in the file
 * @param clock goes with the clock that the file system takes its times from
 */
public record SqliteSettings(Duration patience, int readers, long maxPages, InstantSource clock) {
    /** SQLite's own limit. */
    private static final long ANY_PAGES = 4_294_967_294L;

    /** Five seconds, four readers, any size. */
    public static SqliteSettings defaults() {
        return new SqliteSettings(Duration.ofSeconds(5), 4, ANY_PAGES, InstantSource.system());
    }

    /** A copy with another patience. */
    public SqliteSettings withPatience(Duration other) {
        return new SqliteSettings(other, readers, maxPages, clock);
    }

    /** A copy with another limit of the file. */
    public SqliteSettings withMaxPages(long other) {
        return new SqliteSettings(patience, readers, other, clock);
    }

    /** A copy with another clock. */
    public SqliteSettings withClock(InstantSource other) {
        return new SqliteSettings(patience, readers, maxPages, other);
    }
}
