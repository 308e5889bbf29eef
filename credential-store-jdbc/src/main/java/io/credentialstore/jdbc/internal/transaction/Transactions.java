package io.credentialstore.jdbc.internal.transaction;

import com.zaxxer.hikari.HikariDataSource;
import io.credentialstore.error.ClosedException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.jdbc.internal.repository.Repositories;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in transactions: writers one at a time on their only connection, readers beside them. Connections stay in
 * auto-commit mode and every transaction is begun and ended in SQL, because drivers disagree about when they begin one.
 * Thread-safe; owns both pools.
 */
public final class Transactions implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final Dialect dialect;
    private final Guard guard;
    private final Side writer;
    private final Side reader;
    private final Duration patience;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean bytesLeft = new AtomicBoolean();

    private record Side(HikariDataSource pool, Jdbi jdbi, String begin, boolean writes) {}

    /**
     * Takes over two pools.
     *
     * @param dialect what the database does differently
     * @param writers a pool of one
     * @param readers connections that cannot write
     * @param patience how long closing waits for transactions to end before it breaks them off
     */
    public Transactions(Dialect dialect, HikariDataSource writers, HikariDataSource readers, Duration patience) {
        this.dialect = dialect;
        this.guard = new Guard(dialect, closed);
        this.writer = new Side(writers, Repositories.on(writers, guard), dialect.beginWrite(), true);
        this.reader = new Side(readers, Repositories.on(readers, guard), dialect.beginRead(), false);
        this.patience = patience;
    }

    @Override
    public <T> T read(Function<StorageTransaction, T> work) {
        return enter(scope -> run(reader, scope, handle -> work.apply(new JdbiTransaction(handle))));
    }

    @Override
    public <T> T write(Function<StorageTransaction, T> work) {
        return enter(scope -> run(writer, scope, handle -> work.apply(new JdbiTransaction(handle))));
    }

    @Override
    public List<String> examine() {
        return enter(scope -> run(reader, scope, handle -> {
            try {
                return dialect.examine(handle.getConnection());
            } catch (SQLException e) {
                throw guard.translate(scope, e);
            }
        }));
    }

    private <T> T enter(Function<Scope, T> transaction) {
        Scope scope = guard.enter();
        gate.readLock().lock();
        try {
            refuseClosed();
            dialect.checkUnmoved();
            return transaction.apply(scope);
        } finally {
            gate.readLock().unlock();
            guard.leave();
        }
    }

    private void refuseClosed() {
        if (closed.get()) {
            throw new ClosedException("Store");
        }
    }

    private <T> T run(Side side, Scope scope, Function<Handle, T> work) {
        Handle handle = open(side, scope);
        try {
            checkUnmoved(scope, handle);
            execute(scope, handle, side.begin());
            T result = finish(side, scope, handle, work);
            erase(side, scope, handle);
            return result;
        } finally {
            release(side, scope, handle);
        }
    }

    private Handle open(Side side, Scope scope) {
        try {
            return side.jdbi().open();
        } catch (JdbiException e) {
            throw guard.translate(scope, e);
        }
    }

    private void checkUnmoved(Scope scope, Handle handle) {
        try {
            dialect.checkUnmoved(handle.getConnection());
        } catch (SQLException e) {
            throw guard.translate(scope, e);
        }
    }

    private <T> T finish(Side side, Scope scope, Handle handle, Function<Handle, T> work) {
        try {
            T result = work.apply(handle);
            scope.refuseDoomed();
            if (side.writes()) {
                execute(scope, handle, "COMMIT");
            } else {
                rollback(scope, handle); // nothing is at stake: what was read stays read
            }
            return result;
        } catch (Throwable failure) {
            rollback(scope, handle);
            throw failure;
        }
    }

    private void rollback(Scope scope, Handle handle) {
        if (scope.isDoomed()) {
            return; // throwing the connection away rolls back
        }
        try {
            execute(scope, handle, "ROLLBACK");
        } catch (CredentialStoreException e) {
            scope.doom(e);
        }
    }

    private void execute(Scope scope, Handle handle, String sql) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw guard.translate(scope, e);
        }
    }

    /** Best effort: the commit stands whatever happens here. */
    private void erase(Side side, Scope scope, Handle handle) {
        if (scope.hasDeleted()) {
            bytesLeft.set(true);
        }
        if (side.writes() && bytesLeft.get()) {
            try {
                bytesLeft.set(!dialect.erase(handle.getConnection(), scope.hasDeleted()));
            } catch (SQLException e) {
                LOG.debug("Deleted bytes are still in the write-ahead log; the next commit tries again", e);
            }
        }
    }

    /** What was committed stays so: nothing may fail any more. */
    private static void release(Side side, Scope scope, Handle handle) {
        try (handle) {
            if (scope.isDoomed()) {
                side.pool().evictConnection(handle.getConnection());
            }
        } catch (JdbiException e) {
            LOG.debug("A connection could not be given back", e);
        }
    }

    /** Waits for transactions to end; those that take too long are broken off and rolled back. */
    @Override
    public void close() {
        if (guard.isInside()) {
            throw new InternalBugException("The storage was closed inside a transaction of the same thread", null);
        }
        if (closed.getAndSet(true)) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // the pools would stop half-way
        try {
            interrupted |= awaitEnd();
            reader.pool().close();
            writer.pool().close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean awaitEnd() {
        try {
            if (gate.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                gate.writeLock().unlock();
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
