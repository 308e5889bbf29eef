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
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a row whose columns stand in the order of its components. Jdbi's own mapper looks every column up by
 * name for every query, which takes longer than the query.
 */
final class RecordMapper<R extends Record> implements RowMapper<R> {
    private static final Map<Class<?>, Column> COLUMNS = Map.of(
            String.class, ResultSet::getString,
            int.class, ResultSet::getInt,
            long.class, ResultSet::getLong,
            Integer.class, (row, index) -> row.getObject(index) == null ? null : row.getInt(index),
            Long.class, (row, index) -> row.getObject(index) == null ? null : row.getLong(index),
            Bytes.class, RecordMapper::bytes);

    private final Constructor<R> constructor;
    private final List<Column> columns;

    private interface Column {
        @Nullable
        Object read(ResultSet row, int index) throws SQLException;
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
        this.columns = Arrays.stream(types).map(COLUMNS::get).toList();
    }

    @Override
    public R map(ResultSet row, StatementContext context) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(row, i + 1);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new InternalBugException(constructor + " does not take its own components", e);
        }
    }

    /** Null where somebody emptied the column: such a row fails its MAC. */
    private static @Nullable Bytes bytes(ResultSet row, int index) throws SQLException {
        byte[] content = row.getBytes(index);
        return content == null ? null : Bytes.of(content);
    }
}
