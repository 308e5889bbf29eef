package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.credentialstore.security.report.Figures;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every seed, and the same few hundred mutants of each in every build, keep the promises about")
class FuzzRegressionTest {
    private static int inputs;

    @AfterAll
    static void count() {
        Figures.of("fuzz-regression")
                .add("targets", Target.all().size())
                .add("seeds and mutants tried", inputs)
                .write();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.credentialstore.security.fuzz.Target#all")
    @DisplayName("hostile input")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void promises_heldForSeedsAndMutants(Target target) {
        List<byte[]> seeds = target.seeds();
        assertThat(seeds).isNotEmpty();
        Mutants mutants = new Mutants(target.name().hashCode(), seeds);
        for (byte[] seed : seeds) {
            keepsPromises(target, seed);
            for (int i = 0; i < target.mutants(); i++) {
                keepsPromises(target, mutants.of(seed));
            }
        }
    }

    private static void keepsPromises(Target target, byte[] input) {
        inputs++;
        assertThatCode(() -> target.run(input))
                .as("%s of %s", target, HexFormat.of().formatHex(input))
                .doesNotThrowAnyException();
    }
}
