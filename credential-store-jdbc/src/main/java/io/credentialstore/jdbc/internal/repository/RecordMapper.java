package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.error.InternalBugException;
import io.credentialstore.model.Bytes;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a row whose columns stand in the order of its components. Jdbi's own mapper looks every column up by
 * name for every query, which takes longer than the query.
 *
 * <p>Whoever takes the rules of a table away can put any type into any column, and drivers convert: text, or a number that
 * is too large, would be read as the number that was sealed. What is not of its column's type, and what is missing where
 * something must be, therefore becomes empty text, no bytes or a negative number, which no row of ours has, so that the
 * row's MAC does not verify.
 */
final class RecordMapper<R extends Record> implements RowMapper<R> {
    private static final Integer NO_INT = -1;
    private static final Long NO_LONG = -1L;

    private static final Map<Class<?>, Column> COLUMNS = Map.of(
            String.class, value -> value instanceof String ? value : "",
            int.class, RecordMapper::toInt,
            long.class, RecordMapper::toLong,
            Integer.class, RecordMapper::toInt,
            Long.class, RecordMapper::toLong,
            Bytes.class, value -> Bytes.of(value instanceof byte[] content ? content : new byte[0]));

    private final Constructor<R> constructor;
    private final List<Column> columns;

    private interface Column {
        @Nullable
        Object of(@Nullable Object value);
    }

    RecordMapper(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new InternalBugException(type + " has no public constructor", e);
        }
        this.columns = Arrays.stream(components).map(RecordMapper::column).toList();
    }

    private static Column column(RecordComponent component) {
        Column column = Objects.requireNonNull(COLUMNS.get(component.getType()));
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return optional ? value -> value == null ? null : column.of(value) : column;
    }

    @Override
    public R map(ResultSet row, StatementContext context) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).of(row.getObject(i + 1));
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new InternalBugException(constructor + " does not take its own components", e);
        }
    }

    /** Drivers give the narrowest type that holds a number. */
    private static Integer toInt(@Nullable Object value) {
        return value instanceof Integer number ? number : NO_INT;
    }

    private static Long toLong(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long ? Long.valueOf(((Number) value).longValue()) : NO_LONG;
    }
}
