package io.credentialstore.security.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.credentialstore.secret.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code recover.py}, which knows the format from docs/FORMAT.md alone. The master key goes to it through its
 * standard input, never as an argument. Stateless.
 */
final class ForeignReader {
    private static final String PYTHON = "python3";
    private static final Path SCRIPT = Path.of("src", "test", "python", "recover.py");

    private ForeignReader() {}

    /** What the program said: its status, what it printed, and why it refused. */
    record Answer(int status, String output, String refusal) {}

    /** Skips the test, visibly, on a machine that cannot run the program. */
    static void assumeAvailable() {
        assumeTrue(canRun(), "needs python3 with the package cryptography (Debian: python3-cryptography)");
    }

    private static boolean canRun() {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import cryptography")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads a store that is closed, with a key of that kind. */
    static Answer read(Path database, String kind, Secret key) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(PYTHON, SCRIPT.toString(), database.toString(), kind)).start();
        try (OutputStream stdin = process.getOutputStream()) {
            key.useUtf8(bytes -> {
                stdin.write(bytes);
                return bytes.length;
            });
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String refusal = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output, refusal.strip());
    }
}
