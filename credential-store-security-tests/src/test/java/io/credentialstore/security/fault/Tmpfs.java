package io.credentialstore.security.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in memory. Ends the test visibly where it may not be mounted. */
record Tmpfs(Path folder) implements AutoCloseable {
    private static final int CHUNK = 4_096;

    /** Mounts one of so many KiB on an empty folder. */
    static Tmpfs mount(Path folder, int kibibytes) throws IOException {
        String options = "size=" + kibibytes + "k,mode=700";
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()),
                "a tmpfs may not be mounted here: that takes root");
        return new Tmpfs(folder);
    }

    /** Writes a file that leaves no more than so many bytes for everybody else. */
    Path fillBut(long bytes) throws IOException {
        Path ballast = folder.resolve("ballast");
        long room = Files.getFileStore(folder).getUsableSpace() - bytes;
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written < room; written += CHUNK) {
                out.write(new byte[CHUNK]);
            }
        }
        return ballast;
    }

    void remount(String mode) throws IOException {
        if (!run("mount", "-o", "remount," + mode, folder.toString())) {
            throw new IOException("remounting " + folder + " failed");
        }
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectError(Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", folder.toString())) {
            throw new IOException("unmounting " + folder + " failed");
        }
    }
}
