package io.credentialstore.testkit;

import io.credentialstore.error.ClosedException;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One storage, opened as often as a test likes. Each {@link #get} gives a view; closing a view leaves the storage and the
 * other views open, so that a store which lives in memory can be closed and opened again. Thread-safe.
 */
public final class SharedStorage implements Supplier<Storage> {
    private final Storage shared;

    private SharedStorage(Storage shared) {
        this.shared = shared;
    }

    /**
     * Shares a storage.
     *
     * @param storage what to share; whoever made it closes it
     * @return the source of views
     */
    public static SharedStorage of(Storage storage) {
        return new SharedStorage(storage);
    }

    /**
     * Shares a new storage in memory.
     *
     * @return the source of views
     */
    public static SharedStorage inMemory() {
        return of(new InMemoryStorage());
    }

    @Override
    public Storage get() {
        return new View(shared);
    }

    private static final class View implements Storage {
        private final Storage shared;
        private volatile boolean closed;

        View(Storage shared) {
            this.shared = shared;
        }

        @Override
        public <T> T read(Function<StorageTransaction, T> work) {
            return open().read(work);
        }

        @Override
        public <T> T write(Function<StorageTransaction, T> work) {
            return open().write(work);
        }

        @Override
        public List<String> examine() {
            return open().examine();
        }

        private Storage open() {
            if (closed) {
                throw new ClosedException("Storage");
            }
            return shared;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
