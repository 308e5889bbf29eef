package io.credentialstore.jdbc.internal.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteLimits;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A connection to a file that exists. It is built from the path itself: a URL would be trimmed and searched for
 * parameters. Every setting is read back, because SQLite passes over a PRAGMA that it cannot carry out.
 */
class StoreConnection extends JDBC4Connection {
    /** Longest value, row and statement. The longest value of a store has 1 MiB. */
    private static final int MAX_LENGTH = 5 * 256 * 1024;

    private static final int READ_ONLY = 0x01;
    private static final int READ_WRITE = 0x02;
    /** SQLite itself refuses a path with a symbolic link in it, whatever happened since the path was checked. */
    private static final int NO_FOLLOW = 0x0100_0000;

    /** There are about forty, and the combinations of search conditions that are in use. */
    private static final int MAX_STATEMENTS = 64;

    private final Map<String, KeptStatement> statements = new HashMap<>();
    private final Waiting waiting;
    private final Path log;
    private final @Nullable Object logIdentity;
    private @Nullable FolderState inPlace;

    /**
     * Opens.
     *
     * @param file a real path, checked by {@link StoreFile}
     * @param readOnly whether SQLite may not even recover or checkpoint
     * @param patience how long a statement waits for a lock
     * @param settings names of PRAGMAs and the values that they must have, in this order
     */
    StoreConnection(Path file, boolean readOnly, Duration patience, Map<String, String> settings) throws SQLException {
        super("jdbc:sqlite:" + file, file.toString(), options(readOnly ? READ_ONLY : READ_WRITE));
        waiting = new Waiting(patience);
        try {
            BusyHandler.setHandler(this, waiting);
            requireFile(file);
            limit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_LENGTH);
            // No trigger of ours exists; one that somebody plants while the store is open makes statements fail.
            limit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, 0);
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                set(setting.getKey(), setting.getValue());
            }
            log = StoreFile.logOf(file);
            logIdentity = StoreFile.identityOf(log);
        } catch (IOException e) {
            super.close();
            throw new SQLNonTransientException("The write-ahead log cannot be looked at", e);
        } catch (SQLException | RuntimeException e) {
            super.close();
            throw e;
        }
    }

    /**
     * Whether the log is still in its place. SQLite never removes the log that a connection has open; commits into one that is
     * gone are lost with the process.
     *
     * @param folder what it looked like before this question; where that was so when the log was last found, it is not looked for
     */
    final boolean hasItsLog(FolderState folder) throws IOException {
        if (folder.settled() && folder.equals(inPlace)) {
            return true;
        }
        boolean isThere = Objects.equals(logIdentity, StoreFile.identityOf(log));
        inPlace = isThere ? folder : null;
        return isThere;
    }

    /** How long a statement waits for a lock from now on; zero for not at all. */
    final void waits(Duration patience) {
        waiting.upTo(patience);
    }

    /** Without CREATE: the file was made beforehand, with its mode. */
    private static Properties options(int mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        Properties options = config.toProperties();
        options.setProperty(Pragma.OPEN_MODE.getPragmaName(), Integer.toString(mode | NO_FOLLOW));
        return options;
    }

    private void requireFile(Path file) throws SQLException {
        String opened = text("SELECT file FROM pragma_database_list WHERE name = 'main'");
        if (!file.toString().equals(opened)) {
            throw new SQLNonTransientException("SQLite opened another file than " + file);
        }
    }

    private void limit(SQLiteLimits limit, int value) throws SQLException {
        setLimit(limit, value);
        if (getDatabase().limit(limit.getId(), -1) != value) {
            throw new SQLNonTransientException(limit + " could not be set to " + value);
        }
    }

    private void set(String name, String value) throws SQLException {
        execute("PRAGMA " + name + " = " + value);
        String actual = text("PRAGMA " + name);
        if (!value.equals(actual)) {
            throw new SQLNonTransientException("PRAGMA " + name + " is " + actual + " instead of " + value);
        }
    }

    final void execute(String sql) throws SQLException {
        try (Statement statement = createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row. */
    final String text(String query) throws SQLException {
        try (Statement statement = createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return String.valueOf(row.next() ? row.getString(1) : null);
        }
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        KeptStatement kept = statements.get(sql);
        if (kept != null && kept.lend()) {
            return kept;
        }
        KeptStatement fresh = new KeptStatement(this, sql);
        if (kept != null || statements.size() < MAX_STATEMENTS) {
            statements.put(sql, fresh);
        }
        return fresh;
    }

    /** The driver would leave the connection, and with it the file's locks, behind when its pool breaks it off. */
    @Override
    public final void abort(Executor executor) throws SQLException {
        close();
    }
}
