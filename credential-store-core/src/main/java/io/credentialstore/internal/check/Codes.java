package io.credentialstore.internal.check;

import io.credentialstore.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Enum constants as they are written in the file and in JSON: the constant's name in lower case. */
public final class Codes {
    private Codes() {}

    /** The written form, such as {@code api_key}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant with that written form, if there is one. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, @Nullable String code) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(code))
                .findFirst();
    }

    /** The constant with that written form; otherwise an error that lists the choices. */
    public static <E extends Enum<E>> E parse(String field, Class<E> type, @Nullable String code) {
        return find(type, code).orElseThrow(() -> new InvalidInputException(field, "must be one of " + choices(type)));
    }

    private static <E extends Enum<E>> String choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Codes::of).collect(Collectors.joining(", "));
    }
}
