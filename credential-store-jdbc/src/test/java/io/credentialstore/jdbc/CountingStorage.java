package io.credentialstore.jdbc;

import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Counts the write transactions of a storage, and tells who is in one. */
final class CountingStorage {
    private final AtomicLong writes = new AtomicLong();
    private final Set<Thread> writing = ConcurrentHashMap.newKeySet();

    long writes() {
        return writes.get();
    }

    /** Whether the thread has begun to write, be it that it waits for its turn. */
    boolean isWritingOn(Thread thread) {
        return writing.contains(thread);
    }

    Storage around(Storage storage) {
        return around(storage, () -> {});
    }

    /** The same, with something that happens in each write transaction when its work is done. */
    Storage around(Storage storage, Runnable beforeCommit) {
        return new Watched(storage, beforeCommit);
    }

    private final class Watched implements Storage {
        private final Storage storage;
        private final Runnable beforeCommit;

        Watched(Storage storage, Runnable beforeCommit) {
            this.storage = storage;
            this.beforeCommit = beforeCommit;
        }

        @Override
        public <T> T read(Function<StorageTransaction, T> work) {
            return storage.read(work);
        }

        @Override
        public <T> T write(Function<StorageTransaction, T> work) {
            writes.incrementAndGet();
            writing.add(Thread.currentThread());
            try {
                return storage.write(tables -> {
                    T result = work.apply(tables);
                    beforeCommit.run();
                    return result;
                });
            } finally {
                writing.remove(Thread.currentThread());
            }
        }

        @Override
        public List<String> examine() {
            return storage.examine();
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}
