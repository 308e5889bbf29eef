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
    private final CheckpointWitness witness;
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    /** The newest audit entry that any transaction of this process has seen: no later one may begin before it. */
    private final AtomicLong newest = new AtomicLong();

    private boolean closed;

    StoreTransactions(Storage storage, Seals seals, InstantSource clock, CheckpointWitness witness) {
        this.storage = storage;
        this.seals = seals;
        this.clock = clock;
        this.witness = witness;
    }

    /** Notes that an entry of the trail was there. */
    void seen(long seq) {
        newest.accumulateAndGet(seq, Math::max);
    }

    <T> T read(Function<StoreTransaction, T> work) {
        long atLeast = newest.get();
        return whileOpen(() -> storage.read(tables -> work.apply(begin(tables, atLeast))));
    }

    <T> T write(Function<StoreTransaction, T> work) {
        long atLeast = newest.get();
        return whileOpen(() -> {
            Committed<T> done = storage.write(tables -> {
                StoreTransaction transaction = begin(tables, atLeast);
                T result = work.apply(transaction);
                transaction.flush(seals);
                return new Committed<>(result, transaction.state());
            });
            seen(done.state().auditSeq());
            witness.committed(done.state());
            return done.result();
        });
    }

    private record Committed<T>(T result, StoredState state) {}

    private StoreTransaction begin(StorageTransaction tables, long atLeast) {
        StoredState state =
                tables.state().find().orElseThrow(() -> new TamperedException("store_state", "1", "the row is gone"));
        if (!seals.isIntact(state)) {
            throw new TamperedException("store_state", "1", "its MAC does not verify");
        }
        if (state.auditSeq() < atLeast) {
            throw TamperedException.rolledBack(
                    "store_state",
                    "1",
                    "it ends with entry " + state.auditSeq() + ", and this process has seen entry " + atLeast,
                    "An older file was put back under a running process: stop it, and look at how that happened.");
        }
        seen(state.auditSeq());
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
                witness.closing();
                rest.run();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
