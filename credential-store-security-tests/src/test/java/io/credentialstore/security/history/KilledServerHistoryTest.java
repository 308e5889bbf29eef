package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.security.database.Database;
import io.credentialstore.security.database.Postgres;
import io.credentialstore.security.report.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(600)
@DisplayName("A store whose server is killed and started again while processes call it")
class KilledServerHistoryTest {
    private static final int CHILDREN = Figures.thorough() ? 3 : 2;
    private static final int THREADS = 2;
    private static final int CALLS = Figures.thorough() ? 300 : 100;
    private static final int HISTORIES = Figures.thorough() ? 8 : 2;

    private static final Tally TALLY = new Tally();

    @TempDir
    private Path folder;

    @AfterAll
    static void count() {
        TALLY.write(Figures.of("histories of a killed server"), CHILDREN, THREADS);
    }

    static IntStream numbers() {
        return IntStream.range(0, HISTORIES);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    @DisplayName(
            "A4 X7: what was answered stands once in the trail, what failed stands nowhere, and no caller is in doubt")
    void history_ofAKilledServer_isLinearizable(int number) throws Exception {
        Scene scene = Scene.make(folder, Database.POSTGRES);
        List<String> children = IntStream.range(0, CHILDREN)
                .mapToObj(i -> "child-" + number + "-" + i)
                .toList();
        try (Crews crews = Crews.start(scene, children, THREADS, CALLS)) {
            scene.awaitEntries(some(new Random(number)));
            if (number % 2 == 0) {
                Postgres.kill(); // nobody is told; else each session says that it ends
            }
            Postgres.restart();
            long restarted = System.nanoTime();
            List<Call> calls = crews.calls();
            assertThat(calls).anyMatch(call -> call.ended() > restarted);
            assertLinearizable(calls, scene);
        }
    }

    private static void assertLinearizable(List<Call> calls, Scene scene) {
        TALLY.add(calls);
        try (CredentialStore store = scene.open()) {
            Scene.assertLinearizable(calls, store);
        }
    }

    /** At most three quarters of all: the rest meets the kill. */
    private static int some(Random random) {
        return 1 + random.nextInt(CHILDREN * THREADS * CALLS * 3 / 4);
    }
}
