package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.fault.Trials.Trial;
import io.credentialstore.security.report.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(1200)
@DisplayName("A process that is killed while it calls every verb")
class CrashConsistencyTest {
    private static final int AT_RANDOM = Figures.thorough() ? 30 : 3;
    private static final int AT_CALLS = Figures.thorough() ? 60 : 5;
    private static final int MOST_NANOS = 30_000_000;

    private static final AtomicInteger KILLS = new AtomicInteger();
    private static int inconsistencies;

    @TempDir
    private Path scratch;

    @AfterAll
    static void count() {
        Figures.of("kills")
                .add("processes killed", KILLS)
                .add("inconsistencies found", inconsistencies)
                .write();
    }

    private static void assertNone(List<String> findings) {
        inconsistencies += findings.size();
        assertThat(findings).isEmpty();
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(scratch, "store");
    }

    @Test
    @DisplayName("A4: at random instants, leaves every acknowledged effect and no half of another")
    void killAtRandomInstants_leavesWhatWasAcknowledged() throws Exception {
        Random random = new Random(4);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < AT_RANDOM; i++) {
            int lines = 1 + random.nextInt(Step.values().length);
            int nanos = random.nextInt(MOST_NANOS);
            trials.add(new Trial(nanos + " ns after line " + lines, () -> killedAfter(lines, nanos)));
        }
        assertNone(Trials.run(trials));
    }

    private List<String> killedAfter(int lines, int nanos) throws IOException, InterruptedException {
        Path folder = newFolder();
        Process process = Player.in(folder).redirectOutput(Redirect.PIPE).start();
        BufferedReader output = process.inputReader();
        List<String> said = new ArrayList<>();
        while (said.size() < lines) {
            said.add(output.readLine());
        }
        LockSupport.parkNanos(nanos);
        process.toHandle().destroyForcibly(); // unlike the process, it leaves the output to be read
        process.waitFor();
        output.lines().forEach(said::add);
        // what was on its way when the process ended was heard as well
        Files.write(Account.fileIn(folder), said);
        KILLS.incrementAndGet();
        return Aftermath.inconsistencies(folder);
    }

    @Test
    @DisplayName("A4, K12: at a call of the file system, leaves every acknowledged effect and no half of another")
    void killAtCalls_leavesWhatWasAcknowledged() throws Exception {
        Strace.require();
        List<Calls.Nth> calls = Recording.undisturbed().calls(Strace.CALLS, AT_CALLS);
        assertNone(Trials.run(calls.stream()
                .map(call -> new Trial(call.toString(), () -> killedAt(call)))
                .toList()));
    }

    private List<String> killedAt(Calls.Nth call) throws IOException, InterruptedException {
        Path folder = newFolder();
        String kill = Strace.kill(call.name(), call.number());
        Strace.of(Player.in(folder), folder, Path.of("/dev/null"), kill).start().waitFor();
        if (Account.in(folder).inFlight() != null) {
            KILLS.incrementAndGet();
        }
        return Aftermath.inconsistencies(folder);
    }
}
