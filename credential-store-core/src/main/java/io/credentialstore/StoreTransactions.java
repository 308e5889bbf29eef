package io.credentialstore;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredState;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens transactions on a verified state, and keeps the keys alive while any call is under way. Thread-safe. */
final class StoreTransactions {
    private final Storage storage;
    private final Seals seals;
    private final InstantSource clock;
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    /** The newest audit entry that any transaction of this process has seen: no later one may begin before it. */
    private final AtomicLong newest = new AtomicLong();

    private boolean closed;

    StoreTransactions(Storage storage, Seals seals, InstantSource clock) {
        this.storage = storage;
        this.seals = seals;
        this.clock = clock;
    }

    <T> T read(Function<StoreTransaction, T> work) {
        long atLeast = newest.get();
        return whileOpen(() -> storage.read(tables -> work.apply(begin(tables, atLeast))));
    }

    <T> T write(Function<StoreTransaction, T> work) {
        long atLeast = newest.get();
        return whileOpen(() -> storage.write(tables -> {
            StoreTransaction transaction = begin(tables, atLeast);
            T result = work.apply(transaction);
            transaction.flush(seals);
            return result;
        }));
    }

    private StoreTransaction begin(StorageTransaction tables, long atLeast) {
        StoredState state =
                tables.state().find().orElseThrow(() -> new TamperedException("store_state", "1", "the row is gone"));
        if (!seals.isIntact(state)) {
            throw new TamperedException("store_state", "1", "its MAC does not verify");
        }
        if (state.auditSeq() < atLeast) {
            throw new TamperedException("store_state", "1", "it is older than what this process has seen already");
        }
        newest.accumulateAndGet(state.auditSeq(), Math::max);
        return new StoreTransaction(tables, state, clock.instant());
    }

    /** Runs work that uses the keys; {@link #close} waits for it. */
    <T> T whileOpen(Supplier<T> work) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new ClosedException("CredentialStore");
            }
            return work.get();
        } finally {
            lifetime.readLock().unlock();
        }
    }

    /** Waits for calls under way, refuses new ones, then runs the rest of the closing once. */
    void close(Runnable rest) {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                rest.run();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
