package io.credentialstore.jdbc;

import io.credentialstore.jdbc.internal.sqlite.SqliteOpening;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.jdbc.internal.transaction.Transactions;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps a store in one SQLite file.
 *
 * <p>A write that has returned survives a crash of the process, of the machine, and a power loss; one that has thrown has
 * left nothing behind. Several processes of one machine may open the same file: their writes take turns. The file, and
 * what SQLite puts beside it, may be used by its owner only, and what is deleted is overwritten.
 *
 * <p>Thread-safe. The store that is built on a storage closes it; whoever opens one by hand closes it himself. Neither
 * may be used after a {@code fork}, and the file must not be opened by other code of the same process, not even to be
 * copied: that would drop SQLite's locks.
 */
public final class SqliteStorage implements Storage {
    private final Transactions transactions;

    private SqliteStorage(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Opens a store's file, or makes it. A file that is not a store is left as it is.
     *
     * @param path a file in an existing directory, on a local disk; no symbolic link, and without {@code ?} and control
     *     characters
     * @return the storage; the caller, or the store built on it, closes it
     * @throws io.credentialstore.error.InvalidInputException when the path breaks one of these rules, or others than its
     *     owner may use the file
     * @throws io.credentialstore.error.UnsupportedStoreException when the file is something else than a store, or was
     *     written by a newer version of this library
     * @throws io.credentialstore.error.TamperedException when the store's tables are not those that this library makes
     * @throws io.credentialstore.error.StoreBusyException when another process held the file for longer than five seconds
     * @throws io.credentialstore.error.StorageException when the file is damaged, or the file system fails
     */
    public static SqliteStorage open(Path path) {
        return open(path, SqliteSettings.defaults());
    }

    static SqliteStorage open(Path path, SqliteSettings settings) {
        return new SqliteStorage(SqliteOpening.open(path, settings));
    }

    @Override
    public <T> T read(Function<StorageTransaction, T> work) {
        return transactions.read(work);
    }

    @Override
    public <T> T write(Function<StorageTransaction, T> work) {
        return transactions.write(work);
    }

    @Override
    public List<String> examine() {
        return transactions.examine();
    }

    /**
     * Waits up to five seconds for transactions to end, rolls back those that do not, and gives up the file. Closing
     * again does nothing; using the storage afterwards throws {@link io.credentialstore.error.ClosedException}.
     */
    @Override
    public void close() {
        transactions.close();
    }
}
