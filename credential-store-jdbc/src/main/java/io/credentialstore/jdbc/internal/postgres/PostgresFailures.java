package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's SQLSTATEs mean. The driver's own messages go no further: they quote rows and what was bound. */
final class PostgresFailures {
    private static final String DISK_FULL = "53100";
    private static final String QUERY_CANCELED = "57014";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String READ_ONLY = "25006";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String SILENT_IN_TRANSACTION = "25P03";

    /** Waiting was in vain: for a lock, a place among the connections, or because somebody else went first. */
    private static final Set<String> IN_USE = Set.of("55P03", "40001", "40P01", "53300");

    private PostgresFailures() {}

    static CredentialStoreException translate(SQLException failure) {
        SQLException origin = origin(failure);
        String state = String.valueOf(origin.getSQLState());
        SQLException cause = withoutMessage(origin, state);
        if (IN_USE.contains(state) || (origin instanceof SQLTransientConnectionException && !state.startsWith("08"))) {
            return new StoreBusyException(
                    "The store is in use: the bounded wait for a turn is over. Try again; if it stays so, look in"
                            + " pg_stat_activity for a session that holds a transaction open.",
                    cause);
        }
        if (state.equals(DISK_FULL)) {
            return StorageException.full(
                    "No space is left on the server's disk. Make room there; nothing was changed.", cause);
        }
        return StorageException.failure(sentence(origin, state), cause);
    }

    /** The connection ended, here, there, or in between, and with it what the server might have answered. */
    static boolean isLost(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return failure.getSQLState() == null || state.startsWith("08") || state.startsWith("57P");
    }

    /** The pool wraps what kept it from making a connection into its own time-out. */
    private static SQLException origin(SQLException failure) {
        return failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException cause
                ? origin(cause)
                : failure;
    }

    /** What the operating system said about the connection stays: it knows of no rows. */
    private static SQLException withoutMessage(SQLException failure, String state) {
        SQLException bare = new SQLException("SQLSTATE " + state, state, system(failure));
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }

    private static @Nullable IOException system(SQLException failure) {
        return failure.getCause() instanceof IOException system ? system : null;
    }

    private static String sentence(SQLException failure, String state) {
        return switch (state) {
            case QUERY_CANCELED ->
                "The server broke a statement off, because it took too long or somebody cancelled it. Nothing was changed.";
            case INSUFFICIENT_PRIVILEGE ->
                "The role may not do this. Grant it what docs/postgresql.md lists; to make tables, open as their owner.";
            case READ_ONLY ->
                "The server takes no changes, or none from a transaction that reads. Connect to the primary.";
            case SILENT_IN_TRANSACTION ->
                "The server ended a transaction that said nothing for too long, so that others get their turn. Nothing was"
                        + " changed; try again.";
            case NO_SUCH_DATABASE -> "The database does not exist. Create it, or name another one.";
            default -> sentenceOfClass(failure, state);
        };
    }

    /** The first two characters say what kind of failure it is. */
    private static String sentenceOfClass(SQLException failure, String state) {
        return switch (state.substring(0, 2)) {
            case "08", "57" ->
                "The connection to the server was lost or refused. Check server and network, then try again.";
            case "28" -> "The server refused the role or its password. Check what the data source was given.";
            case "22", "23" -> "The row breaks a rule of its table: it is there already, or lacks what it refers to.";
            case "42" -> "The tables are not those of a store. Run verifyIntegrity() to see what is missing.";
            case "53", "54" -> "The server has reached a limit of its memory or configuration. Look into its log.";
            case "58", "F0", "XX" ->
                "The server's files are damaged or cannot be read. Look into its log; restore from a backup if need be.";
            default -> sentenceWithoutState(failure, state);
        };
    }

    private static String sentenceWithoutState(SQLException failure, String state) {
        return failure.getCause() instanceof InterruptedException
                ? "The thread was interrupted while it waited for the store; nothing was changed."
                : "The server refused a statement (SQLSTATE " + state + "). Look into its log, then try again.";
    }
}
