package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a path, and the file at it, must be like to hold a store. Looks at attributes, never into files. */
final class PathChecks {
    /** Locks and shared memory do not reach across machines, and the write-ahead log needs both. */
    private static final Set<String> NETWORK =
            Set.of("9p", "afs", "cifs", "fuse.sshfs", "ncpfs", "nfs", "nfs4", "smb", "smb2", "smb3", "smbfs");

    /** The driver reads settings out of what follows a question mark. Control characters deceive whoever reads a message. */
    private static final Pattern REFUSED = Pattern.compile("[?\\p{Cntrl}]");

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private static final int EVERYBODY_WRITES = 0002;
    private static final int STICKY = 01000;

    private PathChecks() {}

    /** The real path of the directory, and in it the name as it was given. */
    static Path resolve(@Nullable Path given) {
        if (given == null || given.toString().isEmpty() || given.getFileSystem() != FileSystems.getDefault()) {
            throw refusal("must name a file of this machine");
        }
        Path absolute = given.toAbsolutePath();
        Path name = absolute.getFileName();
        Path directory = absolute.getParent();
        if (name == null || directory == null) {
            throw refusal("must name a file, not the root directory");
        }
        Path path = real(directory).resolve(name);
        if (REFUSED.matcher(path.toString()).find()) {
            throw refusal("must not hold '?' or control characters");
        }
        return path;
    }

    private static Path real(Path directory) {
        try {
            Path real = directory.toRealPath();
            if (!Files.isDirectory(real)) {
                throw refusal("lies in " + real + ", which is not a directory");
            }
            requireLocal(Files.getFileStore(real).type());
            requireGuarded(real);
            return real;
        } catch (IOException e) {
            throw refusal("lies in a directory that cannot be reached; make it first, with mode 700");
        }
    }

    /**
     * Where everybody may write, anybody can put another file in the place of the store's, whatever its mode; unless the
     * sticky bit leaves that to owners. A group is somebody's decision: containers with arbitrary users depend on it.
     */
    private static void requireGuarded(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            int mode = (int) Files.getAttribute(directory, "unix:mode");
            if ((mode & EVERYBODY_WRITES) != 0 && (mode & STICKY) == 0) {
                throw refusal("lies in " + directory + ", where everybody may replace it. Run: chmod o-w "
                        + quoted(directory));
            }
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    /** SQLite's locks are not to be trusted elsewhere. */
    static void requireLocal(String fileSystem) {
        if (NETWORK.contains(fileSystem)) {
            throw refusal("lies on a network file system (" + fileSystem + "), where SQLite's locks do not hold");
        }
    }

    /** A file of its own, under one name, that nobody but its owner may use. */
    static void requirePrivate(Path path) throws IOException {
        requireFile(path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        Set<String> views = path.getFileSystem().supportedFileAttributeViews();
        if (views.contains("unix") && (int) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
            throw refusal(path + " has a second name (hard link); copy it to a file of its own");
        }
        if (views.contains("posix")) {
            requireOwnersOnly(
                    path,
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .permissions());
        }
    }

    private static void requireFile(Path path, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            throw refusal(path + " is a symbolic link; name the file that it leads to");
        }
        if (!attributes.isRegularFile()) {
            throw refusal(path + " is not a regular file");
        }
    }

    private static void requireOwnersOnly(Path path, Set<PosixFilePermission> permissions) {
        if (!OWNERS.containsAll(permissions)) {
            throw refusal(path + " is open to others (" + PosixFilePermissions.toString(permissions)
                    + "). Check who used it, then run: chmod 600 " + quoted(path));
        }
    }

    private static InvalidInputException refusal(String rule) {
        return new InvalidInputException("path", rule);
    }
}
