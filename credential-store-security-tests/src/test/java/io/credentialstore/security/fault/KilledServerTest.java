package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.database.Database;
import io.credentialstore.security.database.Postgres;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(1200)
@DisplayName("A server that is killed and started again while processes call every verb")
class KilledServerTest {
    private static final int KILLS = Figures.thorough() ? 12 : 2;
    private static final int PROCESSES = 3;
    private static final int MOST_NANOS = 30_000_000;

    private static int kills;
    private static int brokenOff;
    private static int inconsistencies;

    private final List<Performance> performances = new ArrayList<>();

    @TempDir
    private Path scratch;

    @AfterAll
    static void count() {
        Figures.of("kills of the server")
                .add("servers killed", kills)
                .add("stores in use meanwhile", kills * PROCESSES)
                .add("calls that the kill broke off", brokenOff)
                .add("inconsistencies found", inconsistencies)
                .write();
    }

    static IntStream numbers() {
        return IntStream.range(0, KILLS);
    }

    @AfterEach
    void endThem() {
        performances.forEach(Performance::close);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    @DisplayName("A4 X7: leaves every acknowledged effect, no half of another, and no caller in doubt")
    void kill_leavesWhatWasAcknowledged_andNoCallerInDoubt(int number) throws Exception {
        Random random = new Random(number);
        begin();
        performances.get(0).hear(1 + random.nextInt(Step.values().length));
        LockSupport.parkNanos(random.nextInt(MOST_NANOS));
        if (number % 2 == 0) {
            Postgres.kill(); // nobody is told; else each session says that it ends
        }
        Postgres.restart();
        kills++;
        for (Performance performance : performances) {
            assertOver(performance.end());
            List<String> findings = performance.inconsistencies();
            inconsistencies += findings.size();
            assertThat(findings).isEmpty();
        }
    }

    /** None before all have opened their store: what is to be disturbed is the script. */
    private void begin() throws IOException {
        for (int i = 0; i < PROCESSES; i++) {
            Path folder = Files.createTempDirectory(scratch, "files");
            performances.add(Performance.begin(folder, Database.POSTGRES.newPlace(folder)));
        }
        for (Performance performance : performances) {
            performance.hear(1);
        }
    }

    /** Whoever was told of a failure went on, and nothing else than a failure of the library was thrown. */
    private static void assertOver(Account account) {
        assertThat(account.inFlight()).isNull();
        brokenOff += account.undecided().size();
    }
}
