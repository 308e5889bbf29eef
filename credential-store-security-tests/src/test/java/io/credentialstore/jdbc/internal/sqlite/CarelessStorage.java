package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.jdbc.internal.transaction.Pools;
import io.credentialstore.jdbc.internal.transaction.Transactions;
import io.credentialstore.spi.Storage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * A storage whose commits do not wait for the disk, for the control of a test. In this package because production code
 * has no such setting.
 */
public final class CarelessStorage {
    private static final SqliteSettings SETTINGS = SqliteSettings.defaults();

    private CarelessStorage() {}

    /** Opens a store's file, or makes it, as {@link SqliteOpening#open} does, but with {@code synchronous=NORMAL}. */
    public static Storage open(Path path) {
        SqliteOpening.open(path, SETTINGS).close();
        StoreFile file = StoreFile.at(path);
        try {
            return new Transactions(
                    new SqliteDialect(file, SETTINGS),
                    Pools.writer(new Careless(file), SETTINGS.patience()),
                    Pools.readers(
                            StoreConnections.reading(file.path(), SETTINGS), SETTINGS.patience(), SETTINGS.readers()),
                    SETTINGS.patience());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Careless extends SQLiteDataSource {
        private final StoreFile file;

        Careless(StoreFile file) {
            this.file = file;
        }

        @Override
        public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
            Map<String, String> settings = StoreConnections.careful();
            settings.put("synchronous", "1");
            settings.put("journal_mode", "wal");
            return new StoreConnection(file.path(), false, SETTINGS.patience(), settings);
        }
    }
}
