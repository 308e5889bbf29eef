package io.credentialstore.jdbc.internal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * What a folder looked like at one moment. It changes whenever a name in it is made, moved or removed, and not by what is
 * written into its files. So a look at the folder tells that no name in it has changed hands, and spares looks at the files,
 * which are dear: since Linux 6.13 whoever asks for the times of a file makes its next write record finer ones (kernel
 * documentation, "Multigrain Timestamps"), and the sync after that has one more block to write.
 *
 * @param attributes device, inode and time of the last change; empty where the system does not tell
 * @param settled whether a change after this moment cannot bear the same time
 */
record FolderState(Map<String, Object> attributes, boolean settled) {
    static final FolderState UNKNOWN = new FolderState(Map.of(), false);

    /** More than twice the coarsest times that these file systems keep, which are of a whole second (ext3, HFS+). */
    private static final Duration GRAIN = Duration.ofSeconds(3);

    /** Whose folders are known to change with their names. The root of a FAT, for one, has no times at all. */
    private static final Set<String> FILE_SYSTEMS =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "tmpfs", "overlay", "apfs", "hfs");

    /** Whether the file system of a folder keeps times that can be relied upon. */
    static boolean isToldBy(Path folder) {
        try {
            return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                    && FILE_SYSTEMS.contains(Files.getFileStore(folder).type());
        } catch (IOException e) {
            return false; // some sandboxes hide what is mounted
        }
    }

    /** Looks. The clock is read first: whatever happens after the look is later than both. */
    static FolderState of(Path folder, InstantSource clock) throws IOException {
        long trusted = clock.millis() - GRAIN.toMillis();
        Map<String, Object> attributes = Files.readAttributes(folder, "unix:dev,ino,ctime");
        boolean settled = attributes.get("ctime") instanceof FileTime changed && changed.toMillis() < trusted;
        return new FolderState(attributes, settled);
    }
}
