package io.credentialstore.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files that only their owner may read and write, where the file system knows of owners. Stateless. */
public final class OwnerFiles {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnerFiles() {}

    /**
     * Creates a file and opens it for writing; the caller closes the channel.
     *
     * @throws java.nio.file.FileAlreadyExistsException when something is there already, also a link
     */
    public static FileChannel create(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Opens a file for writing, and creates it when it is missing; a link is refused. The caller closes the channel. */
    public static FileChannel openOrCreate(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    private static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return knowsOwners(file) ? FileChannel.open(file, options, OWNER_ONLY) : FileChannel.open(file, options);
    }

    /** Makes the names in a directory durable, where directories can be opened. */
    public static void forceDirectoryOf(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && knowsOwners(file)) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static boolean knowsOwners(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
