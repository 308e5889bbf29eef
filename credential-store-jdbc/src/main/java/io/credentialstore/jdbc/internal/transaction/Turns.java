package io.credentialstore.jdbc.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the transactions of the only connection that writes, and leaves a number out where others have written in between.
 * Not thread-safe: used inside those transactions, one at a time.
 */
final class Turns {
    private final Dialect dialect;
    private @Nullable Connection connection;
    private long version;
    private long turn;

    Turns(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The number of a transaction that has just begun. */
    long next(Connection writer) throws SQLException {
        long now = dialect.version(writer);
        turn += writer.equals(connection) && now == version ? 1 : 2; // versions of two connections do not compare
        connection = writer;
        version = now;
        return turn;
    }
}
