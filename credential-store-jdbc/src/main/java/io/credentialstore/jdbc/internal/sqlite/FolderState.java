package io.credentialstore.jdbc.internal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

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
    /** The coarsest times that file systems of this kind keep are of a whole second (ext3, HFS+). */
    private static final Duration GRAIN = Duration.ofSeconds(3);

    private static final FolderState UNKNOWN = new FolderState(Map.of(), false);

    /** Looks. The clock is read first: whatever happens after the look is later than both. */
    static FolderState of(Path folder, InstantSource clock) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return UNKNOWN;
        }
        long trusted = clock.millis() - GRAIN.toMillis();
        Map<String, Object> attributes = Files.readAttributes(folder, "unix:dev,ino,ctime", LinkOption.NOFOLLOW_LINKS);
        boolean settled = attributes.get("ctime") instanceof FileTime changed && changed.toMillis() < trusted;
        return new FolderState(attributes, settled);
    }
}
