package io.credentialstore.jdbc.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A statement that stays prepared when it is closed: preparing an insert into the trail costs as much as running it twice.
 * Belongs to one connection, and is finalized with it.
 */
final class KeptStatement extends JDBC4PreparedStatement {
    private boolean lent = true;

    KeptStatement(SQLiteConnection connection, String sql) throws SQLException {
        super(connection, sql);
    }

    /** Whether it can be used again; not while somebody uses it, nor after a failure, upon which the driver drops it. */
    boolean lend() {
        if (lent || pointer.isClosed()) {
            return false;
        }
        lent = true;
        return true;
    }

    /** Ends the query, which would hold its snapshot, and forgets what was bound. */
    @Override
    public void close() throws SQLException {
        if (lent && !pointer.isClosed()) {
            rs.close();
            clearParameters();
        }
        lent = false;
    }
}
