package io.credentialstore.jdbc.internal.transaction;

import io.credentialstore.error.CredentialStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What one database does differently. Implementations are thread-safe. */
public interface Dialect {
    /**
     * Starts a transaction that only reads, all of it from one snapshot. When it throws, no transaction was started, or
     * the failure {@link #isBroken}.
     *
     * @param connection in none
     * @throws SQLException when it cannot be started
     */
    void beginRead(Connection connection) throws SQLException;

    /**
     * Starts a transaction that no other writer, of any process, overlaps with, and that sees what all of them committed.
     * When it throws, no transaction was started, or the failure {@link #isBroken}.
     *
     * @param connection in none
     * @throws SQLException when it cannot be started
     */
    void beginWrite(Connection connection) throws SQLException;

    /**
     * Numbers what is in the database, as far as others are concerned. Runs inside a write transaction.
     *
     * @param connection the one that writes
     * @return the same number as at the connection's last transaction only if no other connection has committed since
     * @throws SQLException when the connection cannot tell
     */
    long version(Connection connection) throws SQLException;

    /** Runs before every transaction and throws when what lies below is no longer what was opened. */
    void checkUnmoved();

    /**
     * As {@link #checkUnmoved()}, which has just run, for what belongs to one connection.
     *
     * @param connection the one that the transaction will run on
     * @throws SQLException when the connection cannot tell
     */
    void checkUnmoved(Connection connection) throws SQLException;

    /**
     * Puts a failure into words that hold no bound value.
     *
     * @param failure as the driver threw it
     * @return the exception to throw
     */
    CredentialStoreException translate(SQLException failure);

    /**
     * Whether the transaction cannot go on: the connection may have left it by itself, or takes no statement in it any more.
     *
     * @param failure as the driver threw it
     * @return true when the transaction is lost and the connection is to be thrown away
     */
    boolean isBroken(SQLException failure);

    /**
     * Whether a commit that failed may have taken effect all the same.
     *
     * @param failure of the commit, as the driver threw it
     * @return false when nothing was changed for certain
     */
    boolean isOutcomeUnknown(SQLException failure);

    /**
     * Removes from the files what was deleted from the tables. Runs after the commit, outside of any transaction.
     *
     * @param connection the one that deleted
     * @param patiently whether to wait a little for readers of what was deleted
     * @return whether nothing is left; if not, the next commit tries again
     * @throws SQLException when trying failed
     */
    boolean erase(Connection connection, boolean patiently) throws SQLException;

    /**
     * Lets the database examine itself.
     *
     * @param connection within a transaction that reads
     * @return a sentence for each problem
     * @throws SQLException when that is not possible
     */
    List<String> examine(Connection connection) throws SQLException;
}
