package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.process.ChildJvm;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Under Lincheck, which looks for an order of calls that explains each outcome,")
class LincheckTest {
    private static final int SCENARIOS = Figures.thorough() ? 20 : 3;
    private static final int RUNS = Figures.thorough() ? 200 : 50;

    private static int parts;

    @TempDir
    private Path folder;

    @AfterAll
    static void count() {
        Figures.of("lincheck")
                .add("parts checked", parts)
                .add("scenarios of each part", SCENARIOS)
                .add("runs of each scenario, at most", RUNS)
                .write();
    }

    private void assertLinearizable(Class<?> scenario) throws IOException, InterruptedException {
        parts++;
        Path output = folder.resolve("output");
        assertThat(run(scenario, output)).as(() -> text(output)).isZero();
    }

    private static int run(Class<?> scenario, Path output) throws IOException, InterruptedException {
        return ChildJvm.of(LincheckRun.class, List.of("-Xmx512m"), scenario.getName(), SCENARIOS, RUNS)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("P13: a secret that is read, copied and closed at once gives all of its text or none")
    void secret_isLinearizable() throws Exception {
        assertLinearizable(SecretScenario.class);
    }

    @Test
    @DisplayName(
            "P11: a cache of keys that is read, forgotten and closed at once gives whole keys and holds what it says")
    void keyCache_isLinearizable() throws Exception {
        assertLinearizable(KeyCacheScenario.class);
    }

    @Test
    @DisplayName("X1 X5: a store in memory decides retrievals, grants, rotations and withdrawals one after the other")
    void store_isLinearizable() throws Exception {
        assertLinearizable(StoreScenario.class);
    }

    /** Counts in two steps, and so loses counts. */
    public static class LossyScenario {
        private int number;

        /** The number after this. */
        @Operation
        public int increment() {
            return ++number;
        }
    }

    @Test
    @DisplayName("control: a counter that takes two steps is found out")
    void control_twoSteps_areFound() throws Exception {
        Path output = folder.resolve("output");

        assertThat(run(LossyScenario.class, output)).isNotZero();
        assertThat(text(output)).contains("Invalid execution results");
    }
}
