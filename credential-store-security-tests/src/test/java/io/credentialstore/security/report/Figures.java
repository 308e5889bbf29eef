package io.credentialstore.security.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one suite counted, kept in {@code target/security/<suite>.txt} for {@link SecuritySummary}: a line for each
 * figure, {@code label = value}, in the order in which they were given.
 *
 * <p>Not thread-safe.
 */
public final class Figures {

    /** Where the files are, relative to the module. */
    static final Path FOLDER = Path.of("target", "security");

    private final String suite;
    private final List<String> lines = new ArrayList<>();

    private Figures(String suite) {
        this.suite = suite;
    }

    /** The figures of a suite; its name becomes the name of a file and the heading in the table. */
    public static Figures of(String suite) {
        return new Figures(suite);
    }

    /** Whether the suites shall be exhaustive, as they are under {@code -Psecurity}, instead of quick. */
    public static boolean thorough() {
        return Boolean.getBoolean("security.thorough");
    }

    /** Adds one figure. */
    public Figures add(String label, Object value) {
        lines.add(label + " = " + value);
        return this;
    }

    /** Writes the file, replacing an older one. */
    public void write() {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(suite + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
