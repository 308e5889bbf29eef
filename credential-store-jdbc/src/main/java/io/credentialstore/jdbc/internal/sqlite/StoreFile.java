package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.StorageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of a store, which only its owner may use. Once SQLite may have it open, nothing here opens it, not even to
 * read: closing it again would drop the locks that SQLite holds for the whole process.
 *
 * @param path its real path
 * @param identity its device and inode; null where there is no such thing
 */
record StoreFile(Path path, @Nullable Object identity) {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** What SQLite puts beside the file: the write-ahead log, its index, and the journal of the time before them. */
    enum Sibling {
        WAL,
        SHM,
        JOURNAL
    }

    /**
     * Finds the file, or makes an empty one whose mode is right from its first moment.
     *
     * @param given where the store is to be
     * @throws io.credentialstore.error.InvalidInputException when the path, or what is there, cannot be a store's file
     * @throws StorageException when the file system fails
     */
    static StoreFile at(@Nullable Path given) {
        Path path = PathChecks.resolve(given);
        try {
            createIfMissing(path);
            for (Sibling sibling : Sibling.values()) {
                Path beside = beside(path, sibling);
                if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
                    PathChecks.requirePrivate(beside);
                }
            }
            PathChecks.requirePrivate(path);
            return new StoreFile(path, attributes(path).fileKey());
        } catch (IOException e) {
            throw StorageException.failure("The store's file could not be made or looked at: " + path + ".", e);
        }
    }

    /** One at a time: no other thread may already use a file that is still open here. */
    private static synchronized void createIfMissing(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            Files.createFile(path, posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster
        }
    }

    boolean has(Sibling sibling) {
        return Files.exists(beside(path, sibling), LinkOption.NOFOLLOW_LINKS);
    }

    long size() {
        try {
            return attributes(path).size();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Refuses to go on when another file has taken the place of the one that was opened. */
    void requireUnmoved() throws IOException {
        if (!Objects.equals(identity, attributes(path).fileKey())) {
            throw gone(null);
        }
    }

    /** Holds the file and everything that SQLite puts beside it. */
    Path folder() {
        return Objects.requireNonNull(path.getParent(), "a real path has one");
    }

    /** Where SQLite puts the write-ahead log of a file. */
    static Path logOf(Path path) {
        return beside(path, Sibling.WAL);
    }

    /** Device and inode; null where there is no file, or no such thing. */
    static @Nullable Object identityOf(Path path) throws IOException {
        try {
            return attributes(path).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    StorageException gone(@Nullable IOException cause) {
        return StorageException.failure(
                "The store's file, or its write-ahead log, was moved or replaced while it was open: " + path
                        + ". Close the store and open it again.",
                cause);
    }

    private static Path beside(Path path, Sibling sibling) {
        return path.resolveSibling(path.getFileName() + "-" + sibling.name().toLowerCase(Locale.ROOT));
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
