package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.database.Database;
import io.credentialstore.security.database.Postgres;
import io.credentialstore.security.fault.Trials.Trial;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(1200)
@DisplayName("A process that is killed while it calls every verb")
class CrashConsistencyTest {
    private static final int AT_RANDOM = Figures.thorough() ? 30 : 3;
    private static final int AT_CALLS = Figures.thorough() ? 60 : 5;
    private static final int MOST_NANOS = 30_000_000;

    private static final Map<Database, Integer> KILLS = new ConcurrentHashMap<>();
    private static final Map<Database, Integer> INCONSISTENCIES = new ConcurrentHashMap<>();

    @TempDir
    private Path scratch;

    @AfterAll
    static void count() {
        KILLS.forEach((database, kills) -> database.figures("kills")
                .add("processes killed", kills)
                .add("inconsistencies found", INCONSISTENCIES.get(database))
                .write());
    }

    private static void assertNone(Database database, List<String> findings) {
        INCONSISTENCIES.merge(database, findings.size(), Integer::sum);
        assertThat(findings).isEmpty();
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(scratch, "store");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A4: at random instants, leaves every acknowledged effect and no half of another")
    void killAtRandomInstants_leavesWhatWasAcknowledged(Database database) throws Exception {
        Random random = new Random(4);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < AT_RANDOM; i++) {
            int lines = 1 + random.nextInt(Step.values().length);
            int nanos = random.nextInt(MOST_NANOS);
            trials.add(new Trial(nanos + " ns after line " + lines, () -> killedAfter(database, lines, nanos)));
        }
        assertNone(database, Trials.run(trials));
    }

    private List<String> killedAfter(Database database, int lines, int nanos) throws Exception {
        Path folder = newFolder();
        String place = database.newPlace(folder);
        try (Performance performance = Performance.begin(folder, place)) {
            performance.hear(lines);
            LockSupport.parkNanos(nanos);
            performance.kill();
            performance.end();
            if (database == Database.POSTGRES) {
                Postgres.awaitNobody(place); // the server may not have noticed yet
            }
            KILLS.merge(database, 1, Integer::sum);
            return performance.inconsistencies();
        }
    }

    @Test
    @DisplayName("A4, K12: at a call of the file system, leaves every acknowledged effect and no half of another")
    void killAtCalls_leavesWhatWasAcknowledged() throws Exception {
        Strace.require();
        List<Calls.Nth> calls = Recording.undisturbed().calls(Strace.CALLS, AT_CALLS);
        assertNone(
                Database.SQLITE,
                Trials.run(calls.stream()
                        .map(call -> new Trial(call.toString(), () -> killedAt(call)))
                        .toList()));
    }

    private List<String> killedAt(Calls.Nth call) throws IOException, InterruptedException {
        Path folder = newFolder();
        String kill = Strace.kill(call.name(), call.number());
        Strace.of(Player.in(folder), folder, Path.of("/dev/null"), kill).start().waitFor();
        if (Account.in(folder).inFlight() != null) {
            KILLS.merge(Database.SQLITE, 1, Integer::sum);
        }
        return Aftermath.inconsistencies(folder);
    }
}
