package io.credentialstore;

import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Makes the audit entries of retrievals durable, many in one commit. Callers queue up; the first of them leads: it decides
 * and records what waits behind it in one transaction, wakes those it did that for, and passes the lead to the next. Who is
 * alone commits at once. Callers are served in their order, and each leads at most one batch. Thread-safe.
 */
final class GroupCommit {
    /** Most entries of one commit: more would let the first of them wait longer, and save hardly anything. */
    static final int MAX_BATCH = 256;

    /** Most calls under way. Further ones wait outside for room. */
    static final int MAX_CALLS = 4_096;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final StoreTransactions transactions;
    private final AuditRecorder recorder;
    private final Semaphore room = new Semaphore(MAX_CALLS);
    private final Queue<QueuedEntry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();

    GroupCommit(StoreTransactions transactions, AuditRecorder recorder) {
        this.transactions = transactions;
        this.recorder = recorder;
    }

    /**
     * Adds an entry, and returns once it is durable.
     *
     * @param decision makes the entry inside the transaction that adds it, perhaps on another thread; reads only. Unless it
     *     fails because the storage does, its failure is the caller's alone
     * @throws StoreBusyException when the turn did not come within the bounded wait
     * @throws StorageException when the thread was interrupted before its turn came; the flag stays set
     * @throws RuntimeException what kept the batch from being durable; all its callers get the same exception
     */
    void append(Function<StoreTransaction, AuditDraft> decision) {
        enter();
        try {
            QueuedEntry entry = new QueuedEntry(decision);
            queue.add(entry);
            if (led.compareAndSet(false, true)) {
                passOn();
            }
            if (entry.awaitTurn(PATIENCE)) {
                lead(entry);
            }
            entry.requireRecorded();
        } finally {
            room.release();
        }
    }

    private void enter() {
        try {
            if (!room.tryAcquire() && !room.tryAcquire(PATIENCE, TimeUnit.NANOSECONDS)) {
                throw QueuedEntry.busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QueuedEntry.interrupted();
        }
    }

    /** Gives the lead to the first that still waits, or to nobody. */
    private void passOn() {
        do {
            for (QueuedEntry next = queue.poll(); next != null; next = queue.poll()) {
                if (next.promote()) {
                    return;
                }
            }
            led.set(false);
        } while (!queue.isEmpty() && led.compareAndSet(false, true));
    }

    /** An interrupted leader would have the pool refuse it, and all others with it. */
    private void lead(QueuedEntry first) {
        boolean interrupted = Thread.interrupted();
        List<QueuedEntry> batch = List.of();
        try {
            batch = batchOf(first);
            commit(batch);
            batch.forEach(QueuedEntry::recorded);
        } catch (Throwable failure) { // an Error too: nobody may wait for ever
            first.fail(failure);
            batch.forEach(entry -> entry.fail(failure));
        } finally {
            passOn(); // before the others wake and compete for the processor
            batch.forEach(QueuedEntry::done);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<QueuedEntry> batchOf(QueuedEntry first) {
        List<QueuedEntry> batch = new ArrayList<>(MAX_BATCH);
        batch.add(first);
        while (batch.size() < MAX_BATCH) {
            QueuedEntry next = queue.poll();
            if (next == null) {
                break;
            }
            if (next.take()) {
                batch.add(next);
            }
        }
        return batch;
    }

    private void commit(List<QueuedEntry> batch) {
        transactions.write(tx -> {
            List<AuditDraft> drafts = new ArrayList<>(batch.size());
            batch.forEach(entry -> entry.decide(tx).ifPresent(drafts::add));
            recorder.append(tx, drafts);
            return true;
        });
    }
}
