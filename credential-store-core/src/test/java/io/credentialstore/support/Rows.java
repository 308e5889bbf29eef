package io.credentialstore.support;

import io.credentialstore.model.Bytes;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Damaged copies of rows. */
public final class Rows {
    private Rows() {}

    /** A damaged copy, and the column that differs. */
    public record Damaged<R>(String column, R row) {
        @Override
        public String toString() {
            return column;
        }
    }

    /** For each column but the given ones: what an attacker could write there, each bit of bytes included. */
    public static <R extends Record> Stream<Damaged<R>> damaged(R row, String... except) {
        return IntStream.range(0, columns(row).length)
                .filter(i -> !Arrays.asList(except).contains(columns(row)[i].getName()))
                .boxed()
                .flatMap(i -> Stream.concat(others(values(row)[i]), gone(row, i))
                        .map(other -> new Damaged<>(columns(row)[i].getName(), with(row, i, other.orElse(null)))));
    }

    private static RecordComponent[] columns(Record row) {
        return row.getClass().getRecordComponents();
    }

    /** A value that may be null. */
    private record Other(@Nullable Object value) {
        @Nullable
        Object orElse(@Nullable Object none) {
            return value == null ? none : value;
        }
    }

    private static Stream<Other> gone(Record row, int column) {
        boolean canBeNull = !columns(row)[column].getType().isPrimitive() && values(row)[column] != null;
        return canBeNull ? Stream.of(new Other(null)) : Stream.empty();
    }

    private static Stream<Other> others(@Nullable Object value) {
        if (value instanceof Bytes bytes) {
            byte[] array = bytes.toArray();
            return Stream.concat(
                            Bits.flips(array),
                            Bits.otherLengths(array, array.length + 1)
                                    .filter(other -> other.length >= array.length - 1))
                    .map(Bytes::of)
                    .map(Other::new);
        }
        if (value instanceof String text) {
            return Stream.of(text + "x", text + " ", "x" + text, text.replace(text, ""))
                    .map(Other::new);
        }
        if (value instanceof Integer number) {
            return Stream.of(number + 1, number - 1, -number - 1, Integer.MAX_VALUE)
                    .map(Other::new);
        }
        if (value instanceof Long number) {
            return Stream.of(number + 1, number - 1, -number - 1, Long.MAX_VALUE)
                    .map(Other::new);
        }
        throw new IllegalArgumentException("give every column of the row a value: " + value);
    }

    /** The values of a row, in the order of its columns. */
    private static @Nullable Object[] values(Record row) {
        return Stream.of(columns(row)).map(column -> value(row, column)).toArray();
    }

    private static Object value(Record row, RecordComponent column) {
        try {
            return column.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(column.getName(), e);
        }
    }

    /** The value of a column. */
    public static @Nullable Object get(Record row, String column) {
        return values(row)[index(row, column)];
    }

    /** A copy in which one column differs. */
    public static <R extends Record> R with(R row, String column, @Nullable Object value) {
        return with(row, index(row, column), value);
    }

    private static int index(Record row, String column) {
        return Stream.of(columns(row)).map(RecordComponent::getName).toList().indexOf(column);
    }

    @SuppressWarnings("unchecked") // a record has one canonical constructor, of its own class
    private static <R extends Record> R with(R row, int column, @Nullable Object value) {
        @Nullable Object[] values = values(row);
        values[column] = value;
        Class<?>[] types = Stream.of(columns(row)).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = row.getClass().getDeclaredConstructor(types);
            return (R) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(columns(row)[column].getName(), e);
        }
    }
}
