package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.jdbc.internal.transaction.Dialect;
import io.credentialstore.jdbc.internal.transaction.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** SQLite's part in transactions. */
final class SqliteDialect implements Dialect {
    /** How long readers may keep a commit from emptying the log. */
    private static final Duration ERASING_WAIT = Duration.ofMillis(100);

    private final StoreFile file;
    private final SqliteSettings settings;
    private final boolean tellsChanges;

    /** The folder as it was before the file was last found in its place. */
    private volatile FolderState inPlace = FolderState.UNKNOWN;

    SqliteDialect(StoreFile file, SqliteSettings settings) {
        this.file = file;
        this.settings = settings;
        this.tellsChanges = FolderState.isToldBy(file.folder());
    }

    @Override
    public void beginRead(Connection connection) throws SQLException {
        Sql.execute(connection, "BEGIN");
    }

    /** Takes the lock at once: a transaction that begins by reading could not always be allowed to write later. */
    @Override
    public void beginWrite(Connection connection) throws SQLException {
        Sql.execute(connection, "BEGIN IMMEDIATE");
    }

    @Override
    public long version(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("PRAGMA data_version");
                ResultSet version = statement.executeQuery()) {
            return version.getLong(1);
        }
    }

    /** Before any connection is opened: it would mix another file with this one's log. */
    @Override
    public void checkUnmoved() {
        try {
            FolderState now = look();
            if (!now.settled() || !now.equals(inPlace)) {
                file.requireUnmoved();
                inPlace = now;
            }
        } catch (IOException e) {
            throw file.gone(e);
        }
    }

    @Override
    public void checkUnmoved(Connection connection) throws SQLException {
        try {
            if (!connection.unwrap(StoreConnection.class).hasItsLog(look())) {
                throw file.gone(null);
            }
        } catch (IOException e) {
            throw file.gone(e);
        }
    }

    private FolderState look() throws IOException {
        return tellsChanges ? FolderState.of(file.folder(), settings.clock()) : FolderState.UNKNOWN;
    }

    @Override
    public CredentialStoreException translate(SQLException failure) {
        return SqliteFailures.translate(failure);
    }

    @Override
    public boolean isBroken(SQLException failure) {
        return SqliteFailures.isBroken(failure);
    }

    /** There is nobody between here and the file whose answer could be lost. */
    @Override
    public boolean isOutcomeUnknown(SQLException failure) {
        return false;
    }

    /** Secure delete wiped the pages; the write-ahead log still has them as they were. */
    @Override
    public boolean erase(Connection connection, boolean patiently) throws SQLException {
        StoreConnection own = connection.unwrap(StoreConnection.class);
        own.waits(patiently ? ERASING_WAIT : Duration.ZERO);
        try (Statement statement = own.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return result.next() && result.getInt(1) == 0;
        } finally {
            own.waits(settings.patience());
        }
    }

    @Override
    public List<String> examine(Connection connection) throws SQLException {
        return SqliteExamination.of(connection);
    }
}
