package io.credentialstore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that goes away with what was put into it. It is on the disk of the build, because a folder for temporary files
 * may be in memory, where a durable commit costs nothing. Not thread-safe.
 */
public final class Scratch implements AutoCloseable {
    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes one.
     *
     * @return the caller closes it
     * @throws IOException when the file system fails
     */
    public static Scratch create() throws IOException {
        return new Scratch(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "scratch"));
    }

    /**
     * A file in it.
     *
     * @param name its name
     * @return its path; nothing needs to be there
     */
    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        List<Path> leavesFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            leavesFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : leavesFirst) {
            Files.delete(file);
        }
    }
}
