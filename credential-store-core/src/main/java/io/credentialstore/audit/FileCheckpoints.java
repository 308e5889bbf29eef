package io.credentialstore.audit;

import io.credentialstore.error.ConflictException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.internal.json.FlatJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A checkpoint in a file. Beside it stands an empty {@code .lock}, which processes take turns with. */
final class FileCheckpoints implements CheckpointKeeper {
    /** The locks of files are between processes; this one is between the threads of ours. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;

    FileCheckpoints(Path file) {
        this.file = Checks.notNull("file", file);
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    @Override
    public Optional<AuditCheckpoint> latest() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(FlatJson.MAX_LENGTH + 1);
            return Optional.of(AuditCheckpoint.ofJson(new String(text, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageException.failure("The checkpoint in " + file + " cannot be read", e);
        } catch (InvalidInputException e) {
            throw StorageException.failure("The file " + file + " holds no checkpoint: " + e.getMessage(), null);
        }
    }

    @Override
    public void keep(AuditCheckpoint checkpoint) {
        synchronized (IN_THIS_PROCESS) {
            // the owner's alone: who may read it could lock it, and have every store here wait
            try (FileChannel turn = OwnerFiles.openOrCreate(beside(".lock"));
                    FileLock ours = turn.lock()) {
                if (ours.isValid() && isNews(checkpoint)) {
                    replace(checkpoint);
                }
            } catch (IOException | OverlappingFileLockException e) { // the latter from another class loader
                throw StorageException.failure("The checkpoint in " + file + " cannot be written", e);
            }
        }
    }

    private boolean isNews(AuditCheckpoint checkpoint) {
        Optional<AuditCheckpoint> kept = latest();
        if (kept.isPresent() && !kept.get().storeId().equals(checkpoint.storeId())) {
            throw ConflictException.conflict("The file " + file + " keeps the checkpoint of "
                    + kept.get().storeId() + ". Give each store a file of its own.");
        }
        return kept.isEmpty() || kept.get().seq() < checkpoint.seq();
    }

    private void replace(AuditCheckpoint checkpoint) throws IOException {
        Path next = beside(".new");
        Files.deleteIfExists(next); // a process that was killed may have left it
        try (FileChannel out = OwnerFiles.create(next)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(checkpoint.toJson() + "\n");
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        OwnerFiles.forceDirectoryOf(file);
    }
}
