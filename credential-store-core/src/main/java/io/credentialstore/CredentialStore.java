package io.credentialstore;

import io.credentialstore.model.Caller;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.Storage;
import java.util.function.Supplier;

/**
 * The owner's store: whoever opened it with the master key may do everything. Code that runs for a skill is handed
 * {@link #as} instead.
 *
 * <p>Guarantees, for every method:
 *
 * <ul>
 *   <li>A value leaves the store only after its audit entry is durable; when the entry cannot be written, the call fails
 *       and the value is wiped.
 *   <li>Once {@code revokeAccess} or {@code revokeCredential} has returned, no later entry of the trail is a successful
 *       retrieval under it, in this process or another.
 *   <li>A change happens with its audit entry, or not at all.
 *   <li>No value is released, no change made and no row shown that does not verify under the store's keys. What has
 *       verified may be served until the next administrative change without being read again. Counts and summaries are
 *       compared to the trail by {@link #verifyIntegrity} only.
 * </ul>
 *
 * <p>Only values are encrypted. Names, services, environments, metadata, users and reasons can be read in the file, though
 * not changed unseen.
 *
 * <p>Thread-safe. Several processes may open the same store. Whoever opens it closes it; closing wipes all keys.
 *
 * <p>Every method may throw {@link io.credentialstore.error.InvalidInputException} for an argument that breaks its rule,
 * {@link io.credentialstore.error.TamperedException} when what it needs does not verify,
 * {@link io.credentialstore.error.StoreBusyException} and {@link io.credentialstore.error.StorageException} when the
 * storage fails or the thread is interrupted while it waits (the flag stays set), and {@link io.credentialstore.error.ClosedException} after {@link #close}. Methods document only what
 * they throw besides.
 */
public interface CredentialStore
        extends CredentialOperations, AccessOperations, AuditOperations, KeyOperations, AutoCloseable {
    /**
     * Describes a store that is to be opened or created.
     *
     * @param storage opens the place where it keeps its rows; called once, and what it returns is closed by the store
     * @return the builder
     */
    static CredentialStoreBuilder builder(Supplier<? extends Storage> storage) {
        return new CredentialStoreBuilder(storage);
    }

    /**
     * What a skill or tool may do, and nothing else. It may be handed to code that runs for it; closing is not its
     * business.
     *
     * @param caller the skill or tool, and what is known of this run of it
     * @return a face of this store that lasts as long as the store
     * @throws io.credentialstore.error.InvalidInputException when the caller is the owner
     */
    ScopedCredentialStore as(Caller caller);

    /**
     * Where credentials belong for which nothing else is said.
     *
     * @return the environment given at open, or found in the process
     */
    Environment environment();

    /** Waits for calls under way, wipes all keys and releases the storage; closing again does nothing. */
    @Override
    void close();
}
