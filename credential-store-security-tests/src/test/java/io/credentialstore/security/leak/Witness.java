package io.credentialstore.security.leak;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes down everything that objects say of themselves: as text, under JSON mappers, under Java serialization, and the
 * same for whatever their public accessors return. Not thread-safe.
 */
final class Witness {
    /** These would open, or change, more than they show. */
    private static final Set<String> NO_ACCESSORS = Set.of("open", "hashCode", "toString", "getClass");

    private static final List<ObjectMapper> MAPPERS = List.of(
            new ObjectMapper(),
            JsonMapper.builder()
                    .visibility(PropertyAccessor.ALL, Visibility.NONE)
                    .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build());

    private final Path root;
    private final Set<String> types = new TreeSet<>();

    Witness(Path root) {
        this.root = root;
    }

    /** The names of all classes of which an object was seen. */
    Set<String> types() {
        return types;
    }

    /** An object and what can be reached from it. */
    void sees(Object object) {
        see(object, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private void see(Object object, Set<Object> seen) {
        if (object instanceof Optional<?> optional) {
            optional.ifPresent(content -> see(content, seen));
        } else if (object instanceof Collection<?> many) {
            many.forEach(one -> see(one, seen));
        } else if (isOurs(object.getClass()) && seen.add(object)) {
            types.add(object.getClass().getName());
            Place.PRINTED.append(root, "text", String.valueOf(object));
            MAPPERS.forEach(mapper -> Place.JSON.append(root, "json", json(mapper, object)));
            serialize(object);
            accessors(object).forEach(accessor -> call(accessor, object, seen));
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.credentialstore.");
    }

    private static String json(ObjectMapper mapper, Object object) {
        try {
            return mapper.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            return e.toString();
        }
    }

    private void serialize(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (NotSerializableException e) {
            Place.SERIALIZED.append(root, "refused", e.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Place.SERIALIZED.append(root, "bytes", bytes.toByteArray());
    }

    /** Of the public types only: the implementation of an interface is reached through the interface. */
    private static Stream<Method> accessors(Object object) {
        return publicTypes(object.getClass())
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() != void.class
                        && !method.getReturnType().isInstance(object)
                        && !NO_ACCESSORS.contains(method.getName()))
                .distinct();
    }

    private static Stream<Class<?>> publicTypes(Class<?> type) {
        Stream<Class<?>> above = Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .flatMap(Witness::publicTypes);
        return Modifier.isPublic(type.getModifiers()) ? Stream.concat(Stream.of(type), above) : above;
    }

    private void call(Method accessor, Object object, Set<Object> seen) {
        try {
            Object result = accessor.invoke(object);
            Place.PRINTED.append(root, "accessors", accessor.getName() + "=" + result);
            if (result != null) {
                see(result, seen);
            }
        } catch (InvocationTargetException e) {
            threw(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(accessor + " is public", e);
        }
    }

    /** An exception, and all that hangs on it. */
    void threw(Throwable thrown) {
        Place.EXCEPTIONS.append(root, "traces", said(thrown));
        for (Throwable link = thrown; link != null; link = link.getCause()) {
            Place.EXCEPTIONS.append(
                    root, "messages", link.getMessage() + "\n" + link.getLocalizedMessage() + "\n" + link);
            Stream.of(link.getSuppressed()).forEach(this::threw);
        }
        sees(thrown);
    }

    /** A stack trace with causes and suppressed exceptions. */
    private static String said(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
