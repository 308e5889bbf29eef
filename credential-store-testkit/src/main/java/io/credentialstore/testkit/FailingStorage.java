package io.credentialstore.testkit;

import io.credentialstore.error.StorageException;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A storage that takes so many writes, and then fails in the middle of the next one, as if its disk were gone. Thread-safe. */
final class FailingStorage implements Storage {
    private final Storage storage;
    private final AtomicInteger left;

    private FailingStorage(Storage storage, AtomicInteger left) {
        this.storage = storage;
        this.left = left;
    }

    /** Openings of a place that have so many writes in common. */
    static Supplier<Storage> after(int writes, Supplier<Storage> place) {
        AtomicInteger left = new AtomicInteger(writes);
        return () -> new FailingStorage(place.get(), left);
    }

    @Override
    public <T> T read(Function<StorageTransaction, T> work) {
        return storage.read(work);
    }

    @Override
    public <T> T write(Function<StorageTransaction, T> work) {
        return storage.write(tables -> {
            T result = work.apply(tables);
            if (left.getAndDecrement() <= 0) {
                throw StorageException.failure("broken off on purpose", null);
            }
            return result;
        });
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
