package io.credentialstore.internal.codec;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instants as they are stored: UTC, ISO-8601, always milliseconds, so that text sorts as time does. */
public final class Timestamps {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Such as {@code 2026-11-22T10:32:27.123Z}. */
    public static String format(Instant instant) {
        return FORM.format(instant);
    }

    /** As {@link #format}, for an instant that may be absent. */
    public static @Nullable String formatOptional(@Nullable Instant instant) {
        return instant == null ? null : format(instant);
    }

    /** Reads what {@link #format} wrote. */
    public static Instant parse(String text) {
        return Instant.parse(text);
    }

    /** As {@link #parse}, for an instant that may be absent. */
    public static @Nullable Instant parseOptional(@Nullable String text) {
        return text == null ? null : parse(text);
    }

    /** The instant as it will be read back. */
    public static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
