package io.credentialstore;

import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An entry that waits for its commit, and the call that waits with it. Thread-safe in the way in which {@link GroupCommit}
 * uses it.
 */
final class QueuedEntry {
    private enum Place {
        WAITING,
        /** Its thread has the lead. */
        LEADING,
        /** Part of somebody's batch: it can no longer leave. */
        TAKEN,
        DONE,
        WITHDRAWN
    }

    private final Function<StoreTransaction, AuditDraft> decision;
    private final Semaphore called = new Semaphore(0);
    private final AtomicReference<Place> place = new AtomicReference<>(Place.WAITING);

    // Written by the leader before done(), read by the waiting thread after it.
    private @Nullable Throwable failure;
    private boolean recorded;

    QueuedEntry(Function<StoreTransaction, AuditDraft> decision) {
        this.decision = decision;
    }

    static StoreBusyException busy() {
        return new StoreBusyException(
                "The store is in use: the bounded wait for an audit entry is over. Try again; if it stays so, look for a"
                        + " process that holds the file open in a transaction, or call from fewer threads at once.",
                null);
    }

    static StorageException interrupted() {
        return StorageException.failure(
                "The thread was interrupted while it waited for the store; nothing was changed.", null);
    }

    /**
     * Waits for the lead or for the end. An interrupted or impatient thread leaves the queue while it is free to.
     *
     * @return whether it is to lead
     */
    boolean awaitTurn(long nanos) {
        if (!isCalledWithin(nanos)) {
            called.acquireUninterruptibly();
        }
        return place.get() == Place.LEADING;
    }

    private boolean isCalledWithin(long nanos) {
        try {
            boolean inTime = called.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            if (!inTime && withdraw()) {
                throw busy();
            }
            return inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (withdraw()) {
                throw interrupted();
            }
            return false;
        }
    }

    private boolean withdraw() {
        return place.compareAndSet(Place.WAITING, Place.WITHDRAWN);
    }

    /** Gives it the lead, unless it has left. */
    boolean promote() {
        boolean still = place.compareAndSet(Place.WAITING, Place.LEADING);
        called.release();
        return still;
    }

    /** Makes it part of a batch, unless it has left. */
    boolean take() {
        return place.compareAndSet(Place.WAITING, Place.TAKEN);
    }

    /** The entry, unless making it fails in a way that concerns nobody else. */
    Optional<AuditDraft> decide(StoreTransaction tx) {
        try {
            return Optional.of(decision.apply(tx));
        } catch (StorageException | StoreBusyException broken) {
            throw broken;
        } catch (RuntimeException own) {
            fail(own);
            return Optional.empty();
        }
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    /** Its batch is durable. */
    void recorded() {
        recorded = true;
    }

    /** Lets the thread go on. */
    void done() {
        place.set(Place.DONE);
        called.release();
    }

    /** Throws what kept the entry from being durable; without a word that it is, it is not. */
    void requireRecorded() {
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (!recorded) {
            throw StorageException.failure("The audit entry could not be recorded; nothing was released.", null);
        }
    }
}
