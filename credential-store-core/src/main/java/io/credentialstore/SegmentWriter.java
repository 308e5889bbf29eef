package io.credentialstore;

import io.credentialstore.audit.AuditSegment;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.internal.crypto.Sha256;
import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredAuditEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;

/**
 * Writes a segment: entries, one a line, and its seal as the last line. Until it is sealed, closing removes the file, so
 * that no half segment is taken for a whole one. Not thread-safe.
 */
final class SegmentWriter implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final DigestOutputStream out;
    private boolean sealed;

    private SegmentWriter(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        OutputStream buffer = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        this.out = new DigestOutputStream(buffer, Sha256.start());
    }

    static SegmentWriter create(Path file) {
        try {
            return over(file, OwnerFiles.create(file));
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInputException("file", "is there already; a segment never replaces another one");
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static SegmentWriter over(Path file, FileChannel channel) throws IOException {
        try {
            return new SegmentWriter(file, channel);
        } catch (OutOfMemoryError e) { // its buffer is large; without a writer nobody would remove the file
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void add(StoredAuditEntry entry) {
        line(EntryLine.of(entry));
    }

    /** The digest over what was added. */
    Bytes digest() {
        return Bytes.of(out.getMessageDigest().digest());
    }

    /** Writes the last line and makes the file durable. */
    void seal(AuditSegment segment) {
        line(segment.toJson());
        try {
            out.flush();
            channel.force(true);
            OwnerFiles.forceDirectoryOf(file);
            sealed = true;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private void line(String json) {
        try {
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static StorageException failure(Path file, IOException cause) {
        return StorageException.failure("The segment " + file + " cannot be written", cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (!sealed) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }
}
