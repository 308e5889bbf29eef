package io.credentialstore.examples.executor;

import io.credentialstore.examples.executor.ExecutorException.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a tool's input, which a skill or model made up and which may hold anything. */
final class Arguments {
    private final Map<String, Object> input;

    Arguments(Map<String, Object> input) {
        this.input = input;
    }

    String text(String key) {
        return needed(key, String.class);
    }

    String text(String key, String otherwise) {
        return input.containsKey(key) ? text(key) : otherwise;
    }

    List<?> list(String key) {
        return input.containsKey(key) ? needed(key, List.class) : List.of();
    }

    Map<?, ?> map(String key) {
        return input.containsKey(key) ? needed(key, Map.class) : Map.of();
    }

    private <T> T needed(String key, Class<T> type) {
        @Nullable Object value = input.get(key);
        if (!type.isInstance(value)) {
            throw new ExecutorException(
                    Reason.INVALID_INPUT, "The tool's input needs " + key + " as a " + type.getSimpleName() + ".");
        }
        return type.cast(value);
    }
}
