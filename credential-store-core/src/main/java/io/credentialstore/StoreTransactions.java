package io.credentialstore;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredState;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens transactions on a verified state, and keeps the keys alive while any call is under way. Thread-safe. */
final class StoreTransactions {
    private final Storage storage;
    private final Seals seals;
    private final InstantSource clock;
    private final CheckpointWitness witness;
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    /** The newest audit entry that any transaction of this process has seen: every later one must go on from it. */
    private final AtomicReference<Seen> newest = new AtomicReference<>(new Seen(0, Bytes.of(new byte[0]), 0));

    /** What the last write transaction of this process left behind, for the one that follows it at once. */
    private volatile Left left = new Left(Long.MIN_VALUE, null);

    private boolean closed;

    StoreTransactions(Storage storage, Seals seals, InstantSource clock, CheckpointWitness witness) {
        this.storage = storage;
        this.seals = seals;
        this.clock = clock;
        this.witness = witness;
    }

    /**
     * An entry of the trail, and the generation at that time. Its number alone would not do: a fork that has caught up has
     * that number too.
     */
    record Seen(long seq, Bytes mac, long generation) {
        static Seen endOf(StoredState state) {
            return new Seen(state.auditSeq(), state.auditMac(), state.generation());
        }

        private Seen orNewer(Seen other) {
            return other.seq > seq ? other : this;
        }
    }

    private record Left(long turn, @Nullable StoredState state) {
        @Nullable
        StoredState to(StorageTransaction next) {
            return next.turn() == turn + 1 ? state : null;
        }
    }

    /** Notes that an entry of the trail was there. */
    void seen(Seen entry) {
        newest.accumulateAndGet(entry, Seen::orNewer);
    }

    /** The newest generation that this process has seen; another process may have made a newer one. */
    long generation() {
        return Objects.requireNonNull(newest.get()).generation();
    }

    <T> T read(Function<StoreTransaction, T> work) {
        Seen atLeast = Objects.requireNonNull(newest.get());
        return whileOpen(() -> storage.read(tables -> work.apply(begin(tables, verified(tables), atLeast))));
    }

    <T> T write(Function<StoreTransaction, T> work) {
        return write(end -> end.requireOpen(seals), work);
    }

    /** Whether the newest entry gave the store up for a copy elsewhere, so that nothing may follow it. */
    boolean isGivenUp() {
        return read(
                tx -> TrailEnd.of(tx.state(), tx.tables()).requireGenuine(seals).isGivenUp());
    }

    /** Writes although the store was given up. */
    <T> T takeOver(Function<StoreTransaction, T> work) {
        return write(end -> end.requireGenuine(seals), work);
    }

    private <T> T write(Consumer<TrailEnd> check, Function<StoreTransaction, T> work) {
        return whileOpen(() -> {
            Committed<T> done = committed(tables -> {
                StoreTransaction transaction = beginWrite(tables, check);
                T result = work.apply(transaction);
                transaction.flush(seals);
                return new Committed<>(result, tables.turn(), transaction.state());
            });
            left = new Left(done.turn(), done.state());
            seen(Seen.endOf(done.state()));
            witness.committed(done.state());
            return done.result();
        });
    }

    private record Committed<T>(T result, long turn, StoredState state) {}

    /** When the answer to the commit was lost, the trail tells what it was. */
    private <T> Committed<T> committed(Function<StorageTransaction, Committed<T>> work) {
        AtomicReference<@Nullable Committed<T>> made = new AtomicReference<>();
        try {
            return storage.write(tables -> {
                made.set(null);
                Committed<T> done = work.apply(tables);
                made.set(done);
                return done;
            });
        } catch (StorageException failure) {
            Committed<T> done = made.get();
            if (done == null || !failure.isOutcomeUnknown()) {
                throw failure;
            }
            if (isInTrail(done.state(), failure)) {
                return done;
            }
            throw StorageException.failure(
                    "The connection was lost before the commit; the trail shows that nothing was changed. Try again.",
                    failure.getCause());
        }
    }

    /** Fails as the commit did when the trail cannot tell. */
    private boolean isInTrail(StoredState state, StorageException failure) {
        List<RowSeal> there = sealsFrom(state.auditSeq(), failure);
        if (there.isEmpty()) {
            return false;
        }
        if (!there.get(0).key().equals(Long.toString(state.auditSeq()))) {
            throw failure; // that entry was pruned since, whosever it was
        }
        return there.get(0).mac().equals(state.auditMac());
    }

    /** Asked in a transaction that writes: its turn comes when the lost one is over, one way or the other. */
    private List<RowSeal> sealsFrom(long seq, StorageException failure) {
        try {
            return storage.write(tables -> tables.audit().seals(seq, 1));
        } catch (StorageException | StoreBusyException stillOut) {
            failure.addSuppressed(stillOut);
            throw failure;
        }
    }

    private StoredState verified(StorageTransaction tables) {
        StoredState state =
                tables.state().find().orElseThrow(() -> new TamperedException("store_state", "1", "the row is gone"));
        if (!seals.isIntact(state)) {
            throw new TamperedException("store_state", "1", "its MAC does not verify");
        }
        return state;
    }

    /** What this process has just left there needs no second look. */
    private StoreTransaction beginWrite(StorageTransaction tables, Consumer<TrailEnd> check) {
        Seen atLeast = Objects.requireNonNull(newest.get()); // nobody can add to it from here on
        StoredState known = left.to(tables);
        if (known != null) {
            return begin(tables, known, atLeast);
        }
        StoreTransaction transaction = begin(tables, verified(tables), atLeast);
        check.accept(TrailEnd.of(transaction.state(), tables));
        return transaction;
    }

    private StoreTransaction begin(StorageTransaction tables, StoredState state, Seen atLeast) {
        StoreTransaction transaction = new StoreTransaction(tables, state, clock.instant());
        if (!goesOnFrom(atLeast, transaction)) {
            throw TamperedException.rolledBack(
                    "store_state",
                    "1",
                    "it ends with entry " + state.auditSeq() + ", and does not go on from entry " + atLeast.seq()
                            + ", which this process has seen",
                    "An older file was put back under a running process: stop it, and look at how that happened.");
        }
        seen(Seen.endOf(state));
        return transaction;
    }

    /** Costs a look at the trail only when somebody else has added to it. */
    private boolean goesOnFrom(Seen entry, StoreTransaction tx) {
        StoredState state = tx.state();
        if (state.auditSeq() <= entry.seq()) {
            return state.auditSeq() == entry.seq() && state.auditMac().equals(entry.mac());
        }
        boolean linked = tx.tables().audit().scan(entry.seq(), 1).stream()
                .anyMatch(next ->
                        next.seq() == entry.seq() + 1 && next.prevMac().equals(entry.mac()) && seals.isIntact(next));
        return linked
                || TrailChain.pruned(tx, seals)
                        .filter(gone -> gone.through() > entry.seq())
                        .isPresent();
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
