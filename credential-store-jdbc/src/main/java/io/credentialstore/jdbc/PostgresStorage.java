package io.credentialstore.jdbc;

import io.credentialstore.jdbc.internal.postgres.PostgresOpening;
import io.credentialstore.jdbc.internal.postgres.PostgresSettings;
import io.credentialstore.jdbc.internal.transaction.Transactions;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Keeps a store in one PostgreSQL database, in the schema {@code credential_store}.
 *
 * <p>A write that has returned survives a crash of this process and of the server; one that has thrown has left nothing
 * behind, unless it says that its outcome is unknown: then the connection was lost while it was being committed. Any number of processes, on
 * any number of machines, may open the same database: their writes take turns. What is deleted stays in the server's files
 * until its vacuum comes by, and in its write-ahead log and backups.
 *
 * <p>The data source decides how the server is reached, and as whom. It must be one of plain connections, not a pool, since
 * each is set up for this library; must say how it protects the way to a server on another machine, which is best done by
 * {@code sslmode=verify-full} (with PostgreSQL's own driver, a data source that says nothing is refused); and should keep
 * rows out of the driver's messages ({@code logServerErrorDetail=false}), though nothing here passes those on. It may bound
 * how long it waits to be connected ({@code connectTimeout}) and for an answer ({@code socketTimeout}); without the latter
 * an answer is waited for 65 seconds, and only migrations, which no such bound ends, take longer.
 *
 * <p>Thread-safe. The store that is built on a storage closes it; whoever opens one by hand closes it himself. The data
 * source stays the caller's.
 */
public final class PostgresStorage implements Storage {
    private final Transactions transactions;

    private PostgresStorage(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Opens a store's tables, or makes them. A schema of that name that holds something else is left as it is.
     *
     * @param server where connections come from, as the class says; up to five are open at a time
     * @return the storage; the caller, or the store built on it, closes it
     * @throws io.credentialstore.error.InvalidInputException when the server is on another machine and the data source has
     *     no {@code sslmode}
     * @throws io.credentialstore.error.UnsupportedStoreException when the schema is something else than a store, or was
     *     made by a newer version of this library
     * @throws io.credentialstore.error.TamperedException when the store's tables are not those that this library makes
     * @throws io.credentialstore.error.StoreBusyException when another process made the tables for longer than five seconds
     * @throws io.credentialstore.error.StorageException when the server cannot be reached, refuses the role, or fails
     */
    public static PostgresStorage open(DataSource server) {
        return open(server, PostgresSettings.defaults());
    }

    static PostgresStorage open(DataSource server, PostgresSettings settings) {
        return new PostgresStorage(PostgresOpening.open(server, settings));
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
     * Waits up to five seconds for transactions to end, rolls back those that do not, and gives up the connections. Closing
     * again does nothing; using the storage afterwards throws {@link io.credentialstore.error.ClosedException}.
     */
    @Override
    public void close() {
        transactions.close();
    }
}
