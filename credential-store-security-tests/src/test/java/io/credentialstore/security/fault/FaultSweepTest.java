package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(1200)
@DisplayName(
        "When one call of the file system fails, the caller is told in the library's words, nothing else is lost, and")
class FaultSweepTest {
    private static final int FAULTS = Figures.thorough() ? 130 : 3;

    @TempDir
    private static Path scratch;

    private static Recording undisturbed;
    private static Sabotage failing;
    private static Sabotage full;
    private static final List<String> FINDINGS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Strace.require();
        undisturbed = Recording.undisturbed();
        Map<String, String> errors = new HashMap<>();
        List.of("pread64", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
                .forEach(call -> errors.put(call, "EIO"));
        errors.put("openat", "EACCES");
        failing = Sabotage.start(Files.createDirectory(scratch.resolve("failing")), errors);
        full = Sabotage.start(
                Files.createDirectory(scratch.resolve("full")), Map.of("pwrite64", "ENOSPC", "write", "ENOSPC"));
    }

    @AfterAll
    static void count() throws IOException {
        if (undisturbed != null) {
            failing.close();
            full.close();
            Figures.of("faults")
                    .add("calls failed", failing.failed() + full.failed())
                    .add("inconsistencies found", FINDINGS.size())
                    .write();
        }
    }

    /** Fails at most so many of the calls of each of these names, each in a round of its own. */
    private static void sweep(Sabotage sabotage, int most, String... names) throws IOException {
        List<String> findings = new ArrayList<>();
        for (String name : names) {
            for (Calls.Nth call : undisturbed.calls(List.of(name), most)) {
                Path left = sabotage.fail(call);
                Account.untyped(left).forEach(thrown -> findings.add(call + ": " + thrown));
                Aftermath.inconsistencies(left).forEach(finding -> findings.add(call + ": " + finding));
            }
        }
        FINDINGS.addAll(findings);
        assertThat(findings).isEmpty();
    }

    @Test
    @DisplayName("A1, A2: a disk that is full for a moment has no effect beyond the call")
    void fullDisk() throws IOException {
        sweep(full, FAULTS, "pwrite64", "write");
    }

    @Test
    @DisplayName("A1, A3: a write that fails has no effect beyond the call")
    void failingWrite() throws IOException {
        sweep(failing, FAULTS, "pwrite64", "write", "ftruncate");
    }

    @Test
    @DisplayName("A3: a read that fails has no effect beyond the call")
    void failingRead() throws IOException {
        sweep(failing, FAULTS, "pread64");
    }

    @Test
    @DisplayName(
            "A6: a sync that fails is the end of its commit, loses nothing that was acknowledged, and the next call works")
    void failingSync() throws IOException {
        // only each third is of the log: the others are of the checkpoint, whose keeper may fail
        sweep(failing, 3 * FAULTS, "fsync", "fdatasync");
    }

    @Test
    @DisplayName("A8: a file that may not be opened has no effect beyond the call")
    void lostPermission() throws IOException {
        sweep(failing, FAULTS, "openat");
    }

    @Test
    @DisplayName("A3: a name that cannot be changed or removed has no effect beyond the call")
    void failingNames() throws IOException {
        sweep(failing, FAULTS, "rename", "unlink");
    }
}
