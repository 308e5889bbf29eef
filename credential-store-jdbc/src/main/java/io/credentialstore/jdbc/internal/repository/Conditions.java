package io.credentialstore.jdbc.internal.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** A WHERE clause put together from fixed fragments; what callers give is bound, never written into the SQL. */
final class Conditions {
    private final List<String> fragments = new ArrayList<>();
    private final Map<String, Object> binds = new LinkedHashMap<>();

    /** A condition without a value. */
    Conditions and(String fragment) {
        fragments.add(fragment);
        return this;
    }

    /** A condition that is left out when its value is. */
    Conditions and(String fragment, String bind, @Nullable Object value) {
        if (value != null) {
            fragments.add(fragment);
            binds.put(bind, value);
        }
        return this;
    }

    /** The statement between these two parts of it. */
    Query query(Handle handle, String before, String after) {
        String where = fragments.isEmpty() ? "" : "WHERE " + String.join(" AND ", fragments) + " ";
        return handle.createQuery(before + where + after).bindMap(binds);
    }
}
