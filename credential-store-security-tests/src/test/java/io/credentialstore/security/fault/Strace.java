package io.credentialstore.security.fault;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a process under strace, which sees what it asks of the system for the files of one store, and interferes. */
final class Strace {
    /** All by which SQLite, and the keeper of checkpoints, change or read files. */
    static final List<String> CALLS =
            List.of("openat", "pread64", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink");

    private static final List<String> FILES = List.of(
            "",
            "store.db",
            "store.db-wal",
            "store.db-shm",
            "store.db-journal",
            "checkpoint.json",
            "checkpoint.json.new",
            "checkpoint.json.lock",
            "trail.segment",
            "account");

    private Strace() {}

    /** Ends a test visibly where strace is missing or may not trace; in the pipeline that is a failure. */
    static void require() throws InterruptedException {
        if (!works()) {
            String missing = "strace is missing or may not trace: install it, or allow ptrace";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
    }

    private static boolean works() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /**
     * The same process under strace.
     *
     * @param traced the process
     * @param folder of the store; calls about other files go unseen
     * @param log where strace writes what it saw
     * @param options more of them, such as what to inject
     */
    static ProcessBuilder of(ProcessBuilder traced, Path folder, Path log, String... options) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-y", "-o", log.toString()));
        command.add("-etrace=" + String.join(",", CALLS));
        FILES.forEach(file -> command.addAll(List.of("-P", folder.resolve(file).toString())));
        Decoy.files(folder).forEach(file -> command.addAll(List.of("-P", file.toString())));
        command.addAll(List.of(options));
        command.addAll(traced.command());
        return new ProcessBuilder(command).redirectOutput(traced.redirectOutput());
    }

    /** Fails each of these calls with its error where the {@link Decoy} of its thread leads. */
    static String[] failing(Map<String, String> errors) {
        return Stream.concat(
                        Stream.of("--seccomp-bpf"),
                        errors.entrySet().stream()
                                .map(fault -> "-einject=" + fault.getKey() + ":error=" + fault.getValue() + ":when="
                                        + Decoy.FAILING))
                .toArray(String[]::new);
    }

    /** Kills the process at the n-th of some calls of one thread, before the call is carried out. */
    static String kill(String call, int number) {
        return "-einject=" + call + ":signal=KILL:when=" + number;
    }
}
