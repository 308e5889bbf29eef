package io.credentialstore.memory;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A storage that forgets everything with the process. It keeps every promise of {@link Storage} but durability, which
 * makes it right for tests and wrong for production.
 *
 * <p>Thread-safe: many readers or one writer at a time.
 */
public final class InMemoryStorage implements Storage {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final UndoLog undo = new UndoLog(lock::isWriteLockedByCurrentThread);
    private final MemoryTables tables = new MemoryTables(undo);
    private volatile boolean closed;

    /** An empty storage. */
    public InMemoryStorage() {}

    @Override
    public <T> T read(Function<StorageTransaction, T> work) {
        requireOutside();
        lock.readLock().lock();
        try {
            requireOpen();
            return work.apply(tables);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public <T> T write(Function<StorageTransaction, T> work) {
        requireOutside();
        lock.writeLock().lock();
        try {
            requireOpen();
            tables.beginWrite();
            T result = work.apply(tables);
            undo.commit();
            return result;
        } finally {
            undo.rollBack();
            lock.writeLock().unlock();
        }
    }

    private void requireOutside() {
        if (lock.getReadHoldCount() > 0 || lock.isWriteLockedByCurrentThread()) {
            throw new InternalBugException("A transaction was started inside another one of the same thread", null);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException("InMemoryStorage");
        }
    }

    @Override
    public List<String> examine() {
        requireOpen();
        return List.of();
    }

    @Override
    public void close() {
        closed = true;
    }
}
