package io.credentialstore.jdbc.internal.repository;

import org.jspecify.annotations.Nullable;

/** Finds times in the trail. They only grow along it, so that halving the distance does what an index would. */
final class TrailTimes {
    private final JdbiAuditRepository trail;

    TrailTimes(JdbiAuditRepository trail) {
        this.trail = trail;
    }

    /** The number from which on entries are of this time or later; null for no time. */
    @Nullable
    Long from(@Nullable String time) {
        return time == null ? null : between(1, trail.newest(), time);
    }

    /** One of these numbers, or the one behind them. */
    private long between(long first, long last, String time) {
        long low = first;
        long high = last;
        while (low <= high) {
            long middle = low + (high - low) / 2;
            if (trail.timeFrom(middle).compareTo(time) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
