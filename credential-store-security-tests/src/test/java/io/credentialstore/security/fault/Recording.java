package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one undisturbed process asked of the file system.
 *
 * @param calls each by its number
 * @param changes to the files, byte by byte
 */
record Recording(List<Calls.Nth> calls, List<Change> changes) {
    private static @Nullable Recording undisturbed;

    /** Of a process that works as it should; recorded once. */
    static synchronized Recording undisturbed() throws IOException, InterruptedException {
        if (undisturbed == null) {
            undisturbed = of();
        }
        return undisturbed;
    }

    /** Records a process; the store that it leaves is as it must be. */
    static Recording of(String... how) throws IOException, InterruptedException {
        Path scratch = newFolder();
        Path folder = Files.createDirectory(scratch.resolve("store"));
        Path log = scratch.resolve("log");
        assertThat(Strace.of(Player.in(folder, (Object[]) how), folder, log, Trace.WITH_BYTES)
                        .start()
                        .waitFor())
                .isZero();
        assertThat(Aftermath.inconsistencies(folder))
                .as("control: nothing failed")
                .isEmpty();
        return new Recording(Calls.in(log), Trace.read(log, folder));
    }

    /** One that outlives the test, and that a clean build removes. */
    static Path newFolder() throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "fault")).toRealPath(), "of");
    }

    /** The calls of some names, at most so many, evenly spread. */
    List<Calls.Nth> calls(List<String> names, int most) {
        return Trials.sample(
                calls.stream().filter(call -> names.contains(call.name())).toList(), most);
    }
}
