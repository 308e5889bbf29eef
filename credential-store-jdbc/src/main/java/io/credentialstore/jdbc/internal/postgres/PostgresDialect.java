package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.jdbc.internal.transaction.Dialect;
import io.credentialstore.jdbc.internal.transaction.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** PostgreSQL's part in transactions. */
final class PostgresDialect implements Dialect {
    /** Each statement sees what was committed before it: after the wait for the lock, all that its last holder did. */
    private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

    /** In one journey to the server. Every writer of every machine waits here for the one before it. */
    private static final String BEGIN_AND_LOCK_HEAD =
            BEGIN + "; SELECT 1 FROM store_state WHERE singleton = 1 FOR UPDATE";

    private final AtomicLong versions = new AtomicLong();

    @Override
    public void beginRead(Connection connection) throws SQLException {
        Sql.execute(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    @Override
    public void beginWrite(Connection connection) throws SQLException {
        if (!lockHead(connection)) {
            // Anew: two writers that both went on from here, to lock the table, would wait for each other.
            Sql.execute(connection, "ROLLBACK");
            Sql.execute(connection, BEGIN);
            Sql.execute(connection, "LOCK TABLE store_state IN EXCLUSIVE MODE");
        }
    }

    /** There is no head before the store is created. */
    private static boolean lockHead(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN_AND_LOCK_HEAD)) {
            statement.execute();
            statement.getMoreResults();
            try (ResultSet head = statement.getResultSet()) {
                return head.next();
            }
        }
    }

    /** The server does not tell whether others have committed, so they may always have. */
    @Override
    public long version(Connection connection) {
        return versions.incrementAndGet();
    }

    @Override
    public void checkUnmoved() {
        // what a server serves does not change under it
    }

    @Override
    public void checkUnmoved(Connection connection) {
        // a connection stays with its server
    }

    @Override
    public CredentialStoreException translate(SQLException failure) {
        return PostgresFailures.translate(failure);
    }

    /** After any failure the server refuses every statement until the transaction ends, and would make of a COMMIT a rollback. */
    @Override
    public boolean isBroken(SQLException failure) {
        return true;
    }

    @Override
    public boolean isOutcomeUnknown(SQLException failure) {
        return PostgresFailures.isLost(failure);
    }

    /** Nothing: the server reuses the space when its vacuum comes by. */
    @Override
    public boolean erase(Connection connection, boolean patiently) {
        return true;
    }

    @Override
    public List<String> examine(Connection connection) throws SQLException {
        return PostgresExamination.of(connection);
    }
}
