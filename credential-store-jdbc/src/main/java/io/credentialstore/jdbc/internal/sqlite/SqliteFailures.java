package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What SQLite's result codes mean. The driver reports the primary code, which each extended one includes. */
final class SqliteFailures {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int PROTOCOL = 15;
    private static final int TOOBIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int NOTADB = 26;

    /** Waiting was in vain. PROTOCOL is the lock race of the write-ahead log. */
    private static final Set<Integer> IN_USE = Set.of(BUSY, LOCKED, PROTOCOL);

    /** A statement was refused and left its transaction as it was. */
    private static final Set<Integer> REFUSED = Set.of(READONLY, TOOBIG, CONSTRAINT);

    private SqliteFailures() {}

    static boolean isNotADatabase(SQLException failure) {
        return failure.getErrorCode() == NOTADB;
    }

    static boolean isDamage(SQLException failure) {
        return failure.getErrorCode() == CORRUPT || isNotADatabase(failure);
    }

    static boolean isReadOnly(SQLException failure) {
        return failure.getErrorCode() == READONLY;
    }

    /** SQLite may end a transaction by itself after any failure but these. */
    static boolean isBroken(SQLException failure) {
        int code = failure.getErrorCode();
        return !IN_USE.contains(code) && !REFUSED.contains(code);
    }

    static CredentialStoreException translate(SQLException failure) {
        SQLException origin = origin(failure);
        int code = origin.getErrorCode();
        if (IN_USE.contains(code) || origin instanceof SQLTransientConnectionException) {
            return new StoreBusyException(
                    "The store is in use: the bounded wait for a turn is over. Try again; if it stays so, look for a process"
                            + " that holds the file open in a transaction.",
                    failure);
        }
        if (code == FULL) {
            return StorageException.full(
                    "No space is left for the store's file. Make room on its disk or raise the limit; nothing was changed.",
                    failure);
        }
        return StorageException.failure(sentence(origin, code), failure);
    }

    /** The pool wraps what kept it from making a connection into its own time-out. */
    private static SQLException origin(SQLException failure) {
        return failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException cause
                ? origin(cause)
                : failure;
    }

    private static String sentence(SQLException failure, int code) {
        return switch (code) {
            case READONLY ->
                "The store's file cannot be written. Give its owner write access to the file and its directory.";
            case IOERR ->
                "Reading or writing the store's file failed. Check its disk and directory, then open the store again.";
            case CORRUPT, NOTADB ->
                "The store's file is damaged. Restore it from a backup; keep the damaged file for analysis.";
            case CANTOPEN ->
                "The store's file, or one beside it, cannot be opened. Check that it is there and its owner's.";
            case TOOBIG ->
                "A row is larger than any that the store writes. Run verifyIntegrity(), then restore from a backup.";
            case CONSTRAINT -> "The row breaks a rule of its table: it is there already, or lacks what it refers to.";
            default ->
                failure.getCause() instanceof InterruptedException
                        ? "The thread was interrupted while it waited for the store; nothing was changed."
                        : "The database refused a statement (code " + code + "). Open the store again and retry.";
        };
    }
}
