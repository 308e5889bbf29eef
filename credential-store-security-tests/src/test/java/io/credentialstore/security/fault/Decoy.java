package io.credentialstore.security.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file that takes calls which count and change nothing. Strace counts the calls of each thread by itself, and fails the
 * one of a fixed number: after enough calls on the decoy that is whichever call of the script is wanted. Not thread-safe.
 */
final class Decoy implements Closeable {
    /** The number of the call that strace fails; the script makes fewer of each. */
    static final int FAILING = 2_000;

    private interface Shot {
        void on(Decoy decoy) throws IOException;
    }

    private static final Map<String, Shot> SHOTS = Map.of(
            "openat", decoy -> Files.newByteChannel(decoy.named()).close(),
            "pread64", decoy -> decoy.channel.read(ByteBuffer.allocate(1), 0),
            "pwrite64", decoy -> decoy.channel.write(ByteBuffer.allocate(1), 0),
            "write", decoy -> decoy.channel.write(ByteBuffer.allocate(1)),
            "fsync", decoy -> decoy.channel.force(true),
            "fdatasync", decoy -> decoy.channel.force(false),
            "ftruncate", decoy -> decoy.open.setLength(0),
            "rename", Decoy::rename,
            "unlink", Decoy::unlink);

    private final Path file;
    private final Path moved;
    private final Path removed;
    private final RandomAccessFile open;
    private final FileChannel channel;

    Decoy(Path folder) throws IOException {
        file = files(folder).get(0);
        moved = files(folder).get(1);
        removed = files(folder).get(2);
        open = new RandomAccessFile(file.toFile(), "rw");
        channel = open.getChannel();
    }

    /** What it touches, beside the folder of the store. */
    static List<Path> files(Path folder) {
        return Stream.of("decoy", "decoy.moved", "decoy.removed")
                .map(folder::resolveSibling)
                .toList();
    }

    /** Makes so many calls of one kind that, of those which this thread makes then, the wanted one fails. */
    void drawFireUntil(Calls.Nth wanted) throws IOException {
        Shot shot = SHOTS.get(wanted.name());
        for (int i = wanted.number(); i < FAILING; i++) {
            shot.on(this);
        }
    }

    private void rename() throws IOException {
        Path now = named();
        Files.move(now, now.equals(file) ? moved : file);
    }

    private Path named() {
        return Files.exists(file) ? file : moved;
    }

    private void unlink() throws IOException {
        Files.createLink(removed, named()); // opens nothing, which would count as well
        Files.delete(removed);
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
