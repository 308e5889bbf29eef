package io.credentialstore.testkit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments that break a rule, and what they are. */
final class Malformed {
    private Malformed() {}

    /**
     * Passes null where it is not allowed, as callers without null checks do.
     *
     * @return null
     */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T nothing() {
        return null;
    }

    /** Texts that are no name of a credential or service. */
    static List<@Nullable String> names() {
        return Arrays.asList(
                null,
                "",
                " ",
                "two words",
                "-option",
                ".hidden",
                "../../etc/passwd",
                "a/b",
                "line\nbreak",
                "nul\0",
                "na\u00efve",
                "\u202etrap",
                "'; DROP TABLE credentials; --",
                "x".repeat(129));
    }

    /** Texts that are no user, reason or purpose. */
    static List<String> texts() {
        return List.of("", " ", "line\nbreak", "\u001b[31mred", "\u202etrap", "\ud800 alone", "x".repeat(513));
    }
}
