package io.credentialstore.security.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prints what all suites counted as one table. Its argument is the folder of the whole build. */
public final class SecuritySummary {

    private static final List<String> MUTATED = List.of("credential-store-core", "credential-store-testkit");
    private static final Path MUTATIONS = Path.of("target", "pit-reports", "mutations.xml");
    private static final String ROW = "%-26s  %-58s  %14s%n";

    private SecuritySummary() {}

    /** Prints the table to standard output. */
    public static void main(String[] args) throws IOException {
        System.out.printf(ROW, "suite", "figure", "value");
        Path build = Path.of(args[0]);
        try (Stream<Path> files =
                Files.list(build.resolve("credential-store-security-tests").resolve(Figures.FOLDER))) {
            for (Path file : files.sorted().toList()) {
                print(file);
            }
        }
        for (String module : MUTATED) {
            printMutations(module, build.resolve(module).resolve(MUTATIONS));
        }
    }

    private static void print(Path file) throws IOException {
        String suite = String.valueOf(file.getFileName()).replaceFirst("\\.txt$", "");
        for (String line : Files.readAllLines(file)) {
            List<String> figure = List.of(line.split(" = ", 2));
            System.out.printf(ROW, suite, figure.get(0), figure.get(1));
        }
    }

    /** Nothing when mutation testing did not run, as in a build of this module alone. */
    private static void printMutations(String module, Path report) throws IOException {
        if (Files.exists(report)) {
            System.out.printf(ROW, "mutations", "noticed by the tests of " + module, Mutations.read(report));
        }
    }
}
