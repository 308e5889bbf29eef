package io.credentialstore.jdbc.internal.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds what the driver said below what libraries made of it. */
public final class SqlCauses {
    private SqlCauses() {}

    /**
     * The driver's exception.
     *
     * @param failure what a library threw
     * @return the outermost {@link SQLException} of its causes, or null
     */
    public static @Nullable SQLException of(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
