package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StoredState;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves a store to another storage, such as from SQLite to PostgreSQL or back, with its keys, its trail and its id: who holds
 * a checkpoint of the one can hold the other to it.
 *
 * <p>There is never more than one copy that takes entries. The source is verified and given up by an entry behind which
 * nothing can follow, so that retrievals and changes are refused there with
 * {@link io.credentialstore.error.StoreMovedException}, by processes that have it open as well; then its rows are copied; the
 * copy is verified whole, and takes over with an entry of its own. A move that was broken off anywhere goes on when it is
 * run again.
 *
 * <p>Not thread-safe.
 */
public final class StoreMigration {
    private final CredentialStoreBuilder source;
    private final CredentialStoreBuilder target;
    private BiConsumer<String, Long> progress = (table, rows) -> {};

    private StoreMigration(CredentialStoreBuilder source, CredentialStoreBuilder target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Describes a move; nothing is touched before {@link #run}.
     *
     * @param source where the store is
     * @param target where it is to be: an empty storage, with the same master key, and the same keeper of checkpoints if one
     *     is used
     * @return the move
     */
    public static StoreMigration of(CredentialStoreBuilder source, CredentialStoreBuilder target) {
        return new StoreMigration(Checks.notNull("source", source), Checks.notNull("target", target));
    }

    /**
     * Has somebody told how far the copying is.
     *
     * @param listener gets a table and how many of its rows are copied, now and then
     * @return this
     */
    public StoreMigration onProgress(BiConsumer<String, Long> listener) {
        progress = Checks.notNull("listener", listener);
        return this;
    }

    /**
     * Moves the store, or goes on with a move that was broken off. When it is over already, only verifies.
     *
     * @param movedBy the person, or null
     * @return what was found in the target: no findings, and how many rows there are
     * @throws io.credentialstore.error.UnsupportedStoreException when there is no store in the source
     * @throws ConflictException when a store is in the target already, or parts of another one
     * @throws TamperedException when the source does not verify, and then nothing was changed; or when the copy does not,
     *     and then neither takes entries until the move is run again, or taken back
     * @throws io.credentialstore.error.StorageException when one of the storages fails, or the thread was interrupted
     * @throws io.credentialstore.error.MasterKeyException when the master key does not open the store
     */
    public IntegrityReport run(@Nullable String movedBy) {
        StoredState given = giveUpAndCopy(movedBy);
        try (StoreParts copy = target.unlock()) {
            copy.transactions()
                    .seen(StoreTransactions.Seen.endOf(given)); // reads refuse what does not go on from there
            boolean isYetToTakeOver = copy.transactions().isGivenUp();
            IntegrityReport report = verified(copy);
            if (isYetToTakeOver) {
                takeOver(copy, target, movedBy);
            }
            return report;
        }
    }

    /** The state in which the source was given up. Closed before the copy takes over, which has the last checkpoint then. */
    private StoredState giveUpAndCopy(@Nullable String movedBy) {
        try (StoreParts from = source.unlock();
                Storage to = target.openStorage()) {
            Optional<StoredState> there = to.read(tables -> tables.state().find());
            if (!from.transactions().isGivenUp()) {
                requireNothing(there);
                verified(from);
                from.changes().record(entry(AuditAction.MOVE_OUT, source, movedBy));
            }
            if (there.isEmpty()) {
                new RowCopy(from.storage(), to, progress).run();
            }
            return from.transactions().read(StoreTransaction::state);
        }
    }

    private static void requireNothing(Optional<StoredState> there) {
        there.ifPresent(state -> {
            throw ConflictException.conflict(
                    "The target holds a store already, " + state.storeId() + ". Name an empty storage.");
        });
    }

    private static void takeOver(StoreParts parts, CredentialStoreBuilder actor, @Nullable String user) {
        AuditDraft entry = entry(AuditAction.MOVE_IN, actor, user);
        parts.transactions().takeOver(tx -> {
            parts.changes().append(tx, entry);
            return true;
        });
    }

    private static AuditDraft entry(AuditAction action, CredentialStoreBuilder actor, @Nullable String user) {
        return AuditDraft.of(action, actor.owner().withUser(user), null);
    }

    private static IntegrityReport verified(StoreParts parts) {
        IntegrityReport report = new IntegrityVerifier(parts.seals(), parts.rows(), parts.tree(), parts.checkpoints())
                .verify(parts.transactions(), parts.storage());
        report.findings().stream().findFirst().ifPresent(first -> {
            throw new TamperedException(first.table(), first.row(), first.problem());
        });
        return report;
    }

    /**
     * Takes the store back from a move that is not to be finished. Only for a target that was emptied or will never be
     * reached: the source cannot know whether a copy has taken over elsewhere.
     *
     * @param takenBackBy the person, or null
     * @throws ConflictException when the store was not given up
     * @throws io.credentialstore.error.CredentialStoreException as {@link #run} says of the source
     */
    public void takeBack(@Nullable String takenBackBy) {
        try (StoreParts from = source.unlock()) {
            if (!from.transactions().isGivenUp()) {
                throw ConflictException.conflict("The store was not given up; there is nothing to take back.");
            }
            takeOver(from, source, takenBackBy);
        }
    }
}
