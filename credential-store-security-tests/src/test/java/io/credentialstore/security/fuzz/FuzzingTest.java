package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import io.credentialstore.security.process.ChildJvm;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives each target to Jazzer, in a process of its own, for {@code -Dsecurity.fuzz.seconds} (60 unless given). What is
 * found lies in {@code target/fuzz/<target>}; it is copied to the seeds, so that it stays a test. Runs with
 * {@code -Psecurity} only.
 */
@DisplayName("Jazzer, which watches what the code does with its input, breaks no promise about")
@Tag("fuzzing")
class FuzzingTest {
    private static final int SECONDS = Integer.getInteger("security.fuzz.seconds", 60);

    /** Jazzer instruments classes as they are loaded. */
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+EnableDynamicAgentLoading");

    private static final Pattern TRIED = Pattern.compile("stat::number_of_executed_units: (\\d+)");
    private static final Figures FIGURES = Figures.of("fuzzing");

    private static int findings;

    @AfterAll
    static void count() {
        FIGURES.add("targets", Target.all().size()).add("findings", findings).write();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.credentialstore.security.fuzz.Target#all")
    @DisplayName("hostile input")
    void promises_heldUnderJazzer(Target target) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "fuzz", target.name()));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("jazzer.log");
        int status = jazzer(target, folder, corpus)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        findings += status == 0 ? 0 : 1;
        FIGURES.add("inputs for " + target, tried(log));
        assertThat(status).as("status of Jazzer; see %s", log).isZero();
    }

    private static ProcessBuilder jazzer(Target target, Path folder, Path corpus) {
        return ChildJvm.of(
                Jazzer.class,
                OPTIONS,
                "--target_class=" + target.entry().getName(),
                "--instrumentation_includes=io.credentialstore.**:com.fasterxml.jackson.**:org.snakeyaml.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + SECONDS,
                // seconds for one input; on a busy machine the first one, which loads all classes, takes a minute
                "-timeout=300",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
                corpus,
                target.folder());
    }

    private static long tried(Path log) throws IOException {
        Matcher matcher = TRIED.matcher(Files.readString(log));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
