package io.credentialstore.jdbc.internal.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in the stored form, {@code 2026-11-22T10:32:27.123Z}, which sorts as text. */
final class Timestamps {
    private static final DateTimeFormatter STORED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /**
     * Bounds of a search. What is stored has whole milliseconds, so a bound between two of them becomes the later one:
     * an entry before the bound stays before it.
     */
    static @Nullable String from(@Nullable Instant instant) {
        return instant == null ? null : STORED.format(ceiling(instant));
    }

    private static Instant ceiling(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.MILLIS);
        return floor.equals(instant) ? floor : floor.plusMillis(1);
    }
}
