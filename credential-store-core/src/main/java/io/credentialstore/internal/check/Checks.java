package io.credentialstore.internal.check;

import io.credentialstore.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single arguments. Lengths are judged before anything else looks at the text. */
public final class Checks {
    /** Longest credential name, service or entity id, in characters. */
    public static final int MAX_NAME = 128;

    /** Longest user id, reason, purpose and other free text, in UTF-16 units. */
    public static final int MAX_TEXT = 512;

    /** The first and last instants that have a four-digit year, so that timestamps sort as text. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern ENTITY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");
    private static final Pattern IP = Pattern.compile("[0-9A-Fa-f.:]{2,45}(%[A-Za-z0-9._-]{1,32})?");

    private Checks() {}

    /** A name of a credential or service: ASCII letters, digits, dot, underscore, hyphen; starts with one of the first two. */
    public static String name(String field, @Nullable String value) {
        return matching(field, value, NAME, "letters, digits, '.', '_' and '-', starting with a letter or digit");
    }

    /** The id of a skill, tool or application: as a name, and also colon, slash and at sign. */
    public static String entityId(String field, @Nullable String value) {
        return matching(
                field,
                value,
                ENTITY_ID,
                "letters, digits, '.', '_', '-', ':', '/' and '@', starting with a letter or digit");
    }

    private static String matching(String field, @Nullable String value, Pattern pattern, String allowed) {
        String text = length(field, value, MAX_NAME);
        if (!pattern.matcher(text).matches()) {
            throw new InvalidInputException(field, "may hold only " + allowed);
        }
        return text;
    }

    /** Free text: not blank, well-formed Unicode, no control, line-breaking or direction-changing characters. */
    public static String text(String field, @Nullable String value) {
        return text(field, value, MAX_TEXT);
    }

    /** Free text with a length limit of its own. */
    public static String text(String field, @Nullable String value, int max) {
        String text = length(field, value, max);
        if (text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            throw new InvalidInputException(field, "must not be blank");
        }
        text.codePoints().forEach(c -> printable(field, c));
        return text;
    }

    /** Free text that may be left out. */
    public static @Nullable String optionalText(String field, @Nullable String value) {
        return value == null ? null : text(field, value);
    }

    /** An IP address in its textual form, or null. Its octets are not judged: it is the host's own record. */
    public static @Nullable String optionalIp(String field, @Nullable String value) {
        if (value != null && !IP.matcher(length(field, value, 80)).matches()) {
            throw new InvalidInputException(field, "must be an IPv4 or IPv6 address");
        }
        return value;
    }

    private static String length(String field, @Nullable String value, int max) {
        if (value == null || value.isEmpty()) {
            throw new InvalidInputException(field, "must not be empty");
        }
        if (value.length() > max) {
            throw new InvalidInputException(field, "is " + value.length() + " characters long; the limit is " + max);
        }
        return value;
    }

    private static void printable(String field, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                throw new InvalidInputException(field, "must not hold control characters or line breaks");
            case Character.SURROGATE -> throw new InvalidInputException(field, "is not well-formed Unicode");
            case Character.FORMAT ->
                throw new InvalidInputException(field, "must not hold invisible or direction-changing characters");
            default -> {
                // every other category is printable
            }
        }
    }

    /** A number within a closed range. */
    public static int range(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new InvalidInputException(field, "is " + value + "; it must be between " + min + " and " + max);
        }
        return value;
    }

    /** An instant whose year has four digits, cut to the millisecond as it will be stored, or null. */
    public static @Nullable Instant optionalInstant(String field, @Nullable Instant value) {
        if (value == null) {
            return null;
        }
        if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
            throw new InvalidInputException(field, "must lie between 1970 and 9999");
        }
        return value.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A duration that is not negative and at most ten years. */
    public static Duration duration(String field, Duration value) {
        if (notNull(field, value).isNegative() || value.compareTo(Duration.ofDays(3653)) > 0) {
            throw new InvalidInputException(field, "must be between zero and ten years");
        }
        return value;
    }

    /** An argument that must be there. */
    public static <T> T notNull(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidInputException(field, "must not be null");
        }
        return value;
    }
}
