package io.credentialstore.jdbc.internal.transaction;

import com.zaxxer.hikari.HikariDataSource;
import io.credentialstore.error.ClosedException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.error.StorageException;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
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
    private final Turns turns;
    private final Duration patience;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean bytesLeft = new AtomicBoolean();

    private record Side(HandlePool pool, boolean writes) {}

    private interface Step {
        void on(Connection connection) throws SQLException;
    }

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
        this.writer = new Side(new HandlePool(writers, guard), true);
        this.reader = new Side(new HandlePool(readers, guard), false);
        this.turns = new Turns(dialect);
        this.patience = patience;
    }

    @Override
    public <T> T read(Function<StorageTransaction, T> work) {
        return enter(scope -> run(reader, scope, lent -> work.apply(lent.tables())));
    }

    @Override
    public <T> T write(Function<StorageTransaction, T> work) {
        return enter(scope -> run(writer, scope, lent -> work.apply(lent.tables())));
    }

    @Override
    public List<String> examine() {
        return enter(scope -> run(reader, scope, lent -> {
            try {
                return dialect.examine(lent.connection());
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

    private <T> T run(Side side, Scope scope, Function<HandlePool.Lent, T> work) {
        HandlePool.Lent lent = lend(side, scope);
        try {
            scope.runsOn(lent.tables().handle());
            carryOut(scope, lent, dialect::checkUnmoved);
            begin(side, scope, lent);
            T result = finish(side, scope, lent, work);
            erase(side, scope, lent);
            return result;
        } finally {
            release(scope, lent);
        }
    }

    private HandlePool.Lent lend(Side side, Scope scope) {
        try {
            return side.pool().lend();
        } catch (SQLException e) {
            throw guard.translate(scope, e);
        }
    }

    private void begin(Side side, Scope scope, HandlePool.Lent lent) {
        carryOut(scope, lent, side.writes() ? dialect::beginWrite : dialect::beginRead);
        if (side.writes()) {
            try {
                carryOut(scope, lent, connection -> lent.tables().takes(turns.next(connection)));
            } catch (CredentialStoreException failure) {
                rollback(scope, lent);
                throw failure;
            }
        }
    }

    private <T> T finish(Side side, Scope scope, HandlePool.Lent lent, Function<HandlePool.Lent, T> work) {
        try {
            T result = work.apply(lent);
            scope.refuseDoomed();
            if (side.writes()) {
                commit(scope, lent);
            } else {
                rollback(scope, lent); // nothing is at stake: what was read stays read
            }
            return result;
        } catch (Throwable failure) {
            rollback(scope, lent);
            throw failure;
        }
    }

    private void commit(Scope scope, HandlePool.Lent lent) {
        try {
            Sql.execute(lent.connection(), "COMMIT");
        } catch (SQLException e) {
            CredentialStoreException failure = guard.translate(scope, e);
            throw dialect.isOutcomeUnknown(e)
                    ? StorageException.unknownOutcome(
                            "The answer to a commit was lost, so the change may have been made. "
                                    + failure.getMessage(),
                            failure.getCause())
                    : failure;
        }
    }

    private void rollback(Scope scope, HandlePool.Lent lent) {
        if (scope.isDoomed()) {
            return; // throwing the connection away rolls back
        }
        try {
            execute(scope, lent, "ROLLBACK");
        } catch (CredentialStoreException e) {
            scope.doom(e);
        }
    }

    private void execute(Scope scope, HandlePool.Lent lent, String sql) {
        carryOut(scope, lent, connection -> Sql.execute(connection, sql));
    }

    private void carryOut(Scope scope, HandlePool.Lent lent, Step step) {
        try {
            step.on(lent.connection());
        } catch (SQLException e) {
            throw guard.translate(scope, e);
        }
    }

    /** Best effort: the commit stands whatever happens here. */
    private void erase(Side side, Scope scope, HandlePool.Lent lent) {
        if (scope.hasDeleted()) {
            bytesLeft.set(true);
        }
        if (side.writes() && bytesLeft.get()) {
            try {
                bytesLeft.set(!dialect.erase(lent.connection(), scope.hasDeleted()));
            } catch (SQLException e) {
                LOG.debug("Deleted bytes are still in the write-ahead log; the next commit tries again", e);
            }
        }
    }

    /** What was committed stays so: nothing may fail any more. */
    private static void release(Scope scope, HandlePool.Lent lent) {
        try {
            if (scope.isDoomed()) {
                lent.throwAway();
            } else {
                lent.giveBack();
            }
        } catch (SQLException e) {
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
