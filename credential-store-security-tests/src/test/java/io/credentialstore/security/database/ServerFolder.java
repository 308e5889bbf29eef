package io.credentialstore.security.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server of PostgreSQL by the folder of its data, which survives its processes.
 *
 * @param data where a server runs, or has run
 */
record ServerFolder(Path data) {
    /** SIGKILL to every process of the server: it tells nobody, and finishes nothing. */
    void kill() throws IOException {
        Path pid = data.resolve("postmaster.pid");
        ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0))).orElseThrow();
        List<ProcessHandle> processes = new ArrayList<>(List.of(postmaster)); // first, or it would start others
        processes.addAll(postmaster.descendants().toList());
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(ServerFolder::awaitEnd);
        Files.delete(pid); // what it names may be a zombie, and count as alive
    }

    private static void awaitEnd(ProcessHandle process) {
        while (process.info().command().isPresent()) { // a zombie has no program
            Thread.onSpinWait();
        }
    }

    /** Runs {@code pg_ctl} on it and waits until that has done what it was told. */
    void control(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // root may not run it
        }
        command.addAll(List.of(program(), "-D", data.toString(), "-w"));
        command.addAll(List.of(arguments));
        Path log = data.resolve("control.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("the server did not do it: " + Files.readString(log));
        }
    }

    /** The one beside the program that runs, or has run, whose command line the server has written down. */
    private String program() throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.opts"))) {
            String server = lines.findFirst().orElseThrow().split(" ", 2)[0];
            return Path.of(server).resolveSibling("pg_ctl").toString();
        }
    }
}
