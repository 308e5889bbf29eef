package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.error.InternalBugException;
import io.credentialstore.model.Bytes;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.NamedArgumentFinder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.customizer.SqlStatementCustomizerFactory;
import org.jdbi.v3.sqlobject.customizer.SqlStatementCustomizingAnnotation;
import org.jdbi.v3.sqlobject.customizer.SqlStatementParameterCustomizer;
import org.jspecify.annotations.Nullable;

/**
 * Binds what the methods of a row return, by their names, as {@code BindMethods} does. That one asks for a way to bind each
 * value anew, which takes as long as the insert into the trail; rows hold text, numbers and bytes only.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@SqlStatementCustomizingAnnotation(BindRow.Factory.class)
@interface BindRow {
    /** Makes the binder. */
    final class Factory implements SqlStatementCustomizerFactory {
        @Override
        public SqlStatementParameterCustomizer createForParameter(
                Annotation annotation,
                Class<?> repository,
                Method method,
                Parameter parameter,
                int index,
                @Nullable Type type) {
            return (statement, row) -> statement.bindNamedArgumentFinder(new Row(row));
        }
    }

    /** The arguments that one row has. */
    record Row(Object row) implements NamedArgumentFinder {
        private static final Map<Class<?>, Map<String, Method>> METHODS = new ConcurrentHashMap<>();

        @Override
        public Optional<Argument> find(String name, StatementContext context) {
            Object value = value(row, name);
            return Optional.of((position, statement, ignored) ->
                    statement.setObject(position, value instanceof Bytes bytes ? bytes.toArray() : value));
        }

        /** What the row's method of that name returns. */
        static @Nullable Object value(Object row, String name) {
            Class<?> type = row.getClass();
            try {
                return METHODS.computeIfAbsent(type, any -> new ConcurrentHashMap<>())
                        .computeIfAbsent(name, any -> method(type, name))
                        .invoke(row);
            } catch (ReflectiveOperationException e) {
                throw new InternalBugException(type + " does not tell its " + name, e);
            }
        }

        private static Method method(Class<?> type, String name) {
            try {
                return type.getMethod(name);
            } catch (NoSuchMethodException e) {
                throw new InternalBugException(type + " has no " + name, e);
            }
        }
    }
}
