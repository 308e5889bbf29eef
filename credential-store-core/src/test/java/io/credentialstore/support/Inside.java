package io.credentialstore.support;

import java.lang.reflect.Field;

/** Looks at private state, to see that what has to be wiped was wiped. */
public final class Inside {
    private Inside() {}

    /** The value of a private field; may be null. */
    public static <T> T field(Object holder, String name, Class<T> type) {
        try {
            Field field = holder.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(holder));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no field " + name + " in " + holder.getClass(), e);
        }
    }
}
