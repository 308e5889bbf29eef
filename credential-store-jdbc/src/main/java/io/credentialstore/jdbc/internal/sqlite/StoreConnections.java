package io.credentialstore.jdbc.internal.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Makes connections to one file that are all set alike. Thread-safe. */
final class StoreConnections extends SQLiteDataSource {
    private final Path file;
    private final Duration patience;
    private final Map<String, String> settings;

    private StoreConnections(Path file, Duration patience, Map<String, String> settings) {
        this.file = file;
        this.patience = patience;
        this.settings = settings;
    }

    static StoreConnections writing(Path file, SqliteSettings settings) {
        Map<String, String> pragmas = pragmas();
        pragmas.put("max_page_count", Long.toString(settings.maxPages()));
        return new StoreConnections(file, settings.patience(), pragmas);
    }

    static StoreConnections reading(Path file, SqliteSettings settings) {
        Map<String, String> pragmas = pragmas();
        pragmas.put("query_only", "1");
        return new StoreConnections(file, settings.patience(), pragmas);
    }

    private static Map<String, String> pragmas() {
        Map<String, String> pragmas = careful();
        pragmas.put("journal_mode", "wal");
        pragmas.put(
                "journal_size_limit", "8388608"); // twice its usual size; what grew behind a long reader shrinks again
        return pragmas;
    }

    /** What any connection to a file needs that somebody else may have written. Nothing here writes to it. */
    static Map<String, String> careful() {
        Map<String, String> pragmas = new LinkedHashMap<>();
        pragmas.put("trusted_schema", "0"); // functions with effects do not run from inside the schema
        pragmas.put("cell_size_check", "1"); // damaged pages are noticed early
        pragmas.put("mmap_size", "0"); // an I/O error becomes an error code instead of a signal
        pragmas.put("temp_store", "2"); // in memory, never in a temporary file
        pragmas.put("synchronous", "2"); // FULL: what was acknowledged survives a power loss
        pragmas.put("foreign_keys", "1");
        pragmas.put("secure_delete", "1"); // what is deleted is overwritten with zeros
        return pragmas;
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return new StoreConnection(file, false, patience, settings);
    }
}
