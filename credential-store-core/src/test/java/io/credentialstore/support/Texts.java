package io.credentialstore.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rule that all free text shares, to be checked wherever free text is taken. */
public final class Texts {
    private Texts() {}

    /** Each breaks the rule in one way. */
    public static Stream<String> unprintable() {
        return Stream.of(
                "",
                " ",
                "\t",
                "\u2003\u3000 ",
                "\u00a0",
                " \u202f\u2007",
                "line\n",
                "\nline",
                "a\rb",
                "a\tb",
                "a\0b",
                "a\u001b[31mb",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\u200bb",
                "a\u200db",
                "\ufeffa",
                "a\u00adb",
                "a" + Character.toString(0xe0001),
                "a\ud800",
                "\udc00a",
                "a\ud83d\ud83d\ude00");
    }

    /** Nothing is wrong with any of them. */
    public static Stream<String> printable() {
        return Stream.of("a", " a ", "ops@example.com", "Größe €", "日本語", "😀", "شكرا", "a'b\"c\\d;--", "a\u0301");
    }

    /** What takes the text must refuse each breach of the rule and one character too many, and name the field. */
    public static void assertFreeText(String field, int limit, Consumer<@Nullable String> takes) {
        assertThat(printable()).allSatisfy(takes::accept);
        assertThat(unprintable()).allSatisfy(text -> assertRefused(field, text, takes));
        takes.accept("x".repeat(limit));
        takes.accept("😀".repeat(limit / 2));
        assertRefused(field, "x".repeat(limit + 1), takes);
        assertRefused(field, "x".repeat(1_000_000), takes);
    }

    /** What takes the text must refuse this one, name the field, and not quote the text. */
    public static void assertRefused(String field, @Nullable String text, Consumer<@Nullable String> takes) {
        assertThatThrownBy(() -> takes.accept(text))
                .as("<%s>", text)
                .isInstanceOfSatisfying(InvalidInputException.class, e -> {
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e).hasMessageStartingWith(field + " ").hasNoCause();
                    assertThat(e.getMessage()).hasSizeLessThan(200).matches("[\\x20-\\x7e]+");
                });
    }
}
