package io.credentialstore.testkit;

import io.credentialstore.model.Bytes;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Copies of rows in which columns are replaced by name, so that tests reach every column there is and will be. */
final class Columns {
    /** For columns in which a storage may check what it is given: two values that it must accept. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "status", List.of("active", "revoked"),
            "environment", List.of("dev", "production"),
            "type", List.of("api_key", "custom"),
            "entityType", List.of("skill", "tool"),
            "accessLevel", List.of("read", "admin"),
            "kdf", List.of("raw", "passphrase"),
            "metadata", List.of("{\"changed\":1}", "{\"changed\":2}"));

    private static final List<String> TIMES = List.of("2031-01-01T00:00:00.000Z", "2032-01-01T00:00:00.000Z");
    private static final List<String> TEXTS = List.of("changed", "changed-again");

    private Columns() {}

    /** The names of all columns. */
    static List<String> of(Class<? extends Record> row) {
        return Arrays.stream(row.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** What stands in its columns, empty ones left out. */
    static Stream<Object> valuesOf(Record row) {
        return Arrays.stream(row.getClass().getRecordComponents())
                .map(component -> Optional.ofNullable(get(row, component)))
                .flatMap(Optional::stream);
    }

    /** A copy with one column replaced. */
    static <T extends Record> T with(T row, String column, @Nullable Object value) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        boolean found = false;
        for (int i = 0; i < components.length; i++) {
            boolean wanted = components[i].getName().equals(column);
            values[i] = wanted ? value : get(row, components[i]);
            found |= wanted;
        }
        if (!found) {
            throw new IllegalArgumentException(row.getClass().getSimpleName() + " has no column " + column);
        }
        return make(row, components, values);
    }

    /** A copy in which every column that may be empty is. */
    static <T extends Record> T bare(T row) {
        T bare = row;
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            if (isNullable(component)) {
                bare = with(bare, component.getName(), null);
            }
        }
        return bare;
    }

    /** A copy in which one column has another value of its own kind. */
    static <T extends Record> T changed(T row, String column) {
        RecordComponent component = Arrays.stream(row.getClass().getRecordComponents())
                .filter(candidate -> candidate.getName().equals(column))
                .findFirst()
                .orElseThrow();
        return with(row, column, other(component, get(row, component)));
    }

    private static Object other(RecordComponent component, @Nullable Object value) {
        Class<?> type = component.getType();
        if (type == Bytes.class) {
            return flipped((Bytes) Objects.requireNonNull(value));
        }
        if (type == String.class) {
            List<String> words = wordsFor(component.getName());
            return words.get(0).equals(value) ? words.get(1) : words.get(0);
        }
        long number = value == null ? 6 : ((Number) value).longValue();
        return type == long.class || type == Long.class ? (Object) (number + 1) : (Object) Math.toIntExact(number + 1);
    }

    private static List<String> wordsFor(String column) {
        boolean isTime = column.endsWith("At") || column.endsWith("Until") || column.endsWith("Time");
        return isTime ? TIMES : WORDS.getOrDefault(column, TEXTS);
    }

    /** The same bytes with one bit of the last one turned. */
    static Bytes flipped(Bytes bytes) {
        byte[] array = bytes.toArray();
        array[array.length - 1] ^= 1;
        return Bytes.of(array);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object get(Record row, RecordComponent component) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("rows are public records", e);
        }
    }

    @SuppressWarnings("unchecked") // a record's canonical constructor makes records of its own class
    private static <T extends Record> T make(T row, RecordComponent[] components, @Nullable Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (T) row.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("rows are public records", e);
        }
    }
}
