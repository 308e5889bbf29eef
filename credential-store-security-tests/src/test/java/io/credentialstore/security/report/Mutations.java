package io.credentialstore.security.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PIT counted in one module. Immutable.
 *
 * @param made changes to the code
 * @param noticed how many of them some test noticed
 */
record Mutations(int made, int noticed) {
    private static final Pattern MUTATION = Pattern.compile("<mutation detected='(true|false)'");

    /** Reads {@code mutations.xml}. */
    static Mutations read(Path report) throws IOException {
        int made = 0;
        int noticed = 0;
        Matcher mutation = MUTATION.matcher(Files.readString(report));
        while (mutation.find()) {
            made++;
            noticed += Boolean.parseBoolean(mutation.group(1)) ? 1 : 0;
        }
        return new Mutations(made, noticed);
    }

    @Override
    public String toString() {
        return "%d of %d (%.1f %%)".formatted(noticed, made, 100.0 * noticed / made);
    }
}
