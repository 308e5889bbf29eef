package io.credentialstore.spi;

import java.util.List;
import java.util.function.Function;

/**
 * Where a store keeps its rows.
 *
 * <p>Thread-safe. The store that was built on a storage closes it. Implementations turn every failure of what lies below
 * them into {@link io.credentialstore.error.StorageException} or {@link io.credentialstore.error.StoreBusyException},
 * and pass on unchanged what the work itself throws. A transaction inside another one of the same thread is a defect of
 * the caller and refused with {@link io.credentialstore.error.InternalBugException}. After {@link #close} every call
 * throws {@link io.credentialstore.error.ClosedException}.
 */
public interface Storage extends AutoCloseable {
    /**
     * Reads a consistent snapshot; a change through this transaction is refused.
     *
     * @param <T> what comes of it
     * @param work reads through the transaction and must not keep it
     * @return the work's result
     * @throws io.credentialstore.error.StoreBusyException when no snapshot could be had within the bounded wait
     * @throws io.credentialstore.error.StorageException when reading fails
     */
    <T> T read(Function<StorageTransaction, T> work);

    /**
     * Changes rows, alone: no other write transaction, of any process, overlaps with it. When this returns, the changes
     * are durable; when it throws, none of them happened.
     *
     * @param <T> what comes of it
     * @param work reads and writes through the transaction and must not keep it
     * @return the work's result
     * @throws io.credentialstore.error.StoreBusyException when the turn did not come within the bounded wait
     * @throws io.credentialstore.error.StorageException when reading, writing or committing fails. One that says
     *     {@code isOutcomeUnknown()} means that the changes may be durable, or yet become so; a later write transaction begins
     *     only when that is decided
     */
    <T> T write(Function<StorageTransaction, T> work);

    /**
     * Lets the storage examine itself, as with SQLite's {@code integrity_check}.
     *
     * @return a sentence for each problem; empty when there is none
     */
    List<String> examine();

    /** Releases what the storage holds; closing again does nothing. */
    @Override
    void close();
}
