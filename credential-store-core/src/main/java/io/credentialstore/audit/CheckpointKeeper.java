package io.credentialstore.audit;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the newest checkpoint of one store in a place that whoever can write the store's file cannot write: another
 * machine, another user's directory, a table of another database. That place is what makes it worth something.
 *
 * <p>Implementations are thread-safe, and serve several processes of one store at once. They throw
 * {@link io.credentialstore.error.StorageException} when the place cannot be reached.
 */
public interface CheckpointKeeper {
    /**
     * The newest checkpoint that was kept.
     *
     * @return the checkpoint; empty only when none was ever kept
     */
    Optional<AuditCheckpoint> latest();

    /**
     * Keeps a checkpoint durably. One that is not newer than the one that is kept already changes nothing.
     *
     * @param checkpoint signed by the store
     * @throws io.credentialstore.error.ConflictException when what is kept already is of another store
     */
    void keep(AuditCheckpoint checkpoint);

    /**
     * Keeps it in a file of one line, which only its owner can read and write. It is replaced in one step.
     *
     * @param file a path on another volume or share than the store; its directory exists
     * @return the keeper
     */
    static CheckpointKeeper inFile(Path file) {
        return new FileCheckpoints(file);
    }
}
