package io.credentialstore.security.tamper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row with its values as a database holds them: Long, Double, String, byte[], {@link TextBytes} or null; and what only
 * PostgreSQL has a type for.
 *
 * @param table where it stands
 * @param values in the order of the columns
 */
record Row(Table table, List<@Nullable Object> values) {
    /** Bytes to be stored as text, whether they are UTF-8 or not. */
    static final class TextBytes {
        private final byte[] bytes;

        TextBytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    Row {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    @Nullable
    Object get(String column) {
        return values.get(table.index(column));
    }

    String text(String column) {
        return String.valueOf(get(column));
    }

    /** A copy with another value in this column. */
    Row with(String column, @Nullable Object value) {
        List<@Nullable Object> changed = new ArrayList<>(values);
        changed.set(table.index(column), value);
        return new Row(table, changed);
    }

    /** The values of the primary key, joined as findings do it. */
    String key() {
        return keys().map(i -> String.valueOf(values.get(i))).collect(Collectors.joining("/"));
    }

    private Stream<Integer> keys() {
        return IntStream.range(0, values.size())
                .filter(i -> table.columns().get(i).key() > 0)
                .boxed();
    }

    boolean hasSameKeyAs(Row other) {
        return keys().allMatch(i -> Objects.deepEquals(values.get(i), other.values.get(i)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row
                && table.equals(row.table)
                && Arrays.deepEquals(values.toArray(), row.values.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values.toArray());
    }

    @Override
    public String toString() {
        return table + " " + key();
    }
}
