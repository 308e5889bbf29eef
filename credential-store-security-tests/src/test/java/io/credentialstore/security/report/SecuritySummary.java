package io.credentialstore.security.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prints what all suites counted as one table. Its argument is the folder of the whole build. */
public final class SecuritySummary {

    private static final String ROW = "%-22s  %-58s  %14s%n";

    private SecuritySummary() {}

    /** Prints the table to standard output. */
    public static void main(String[] args) throws IOException {
        System.out.printf(ROW, "suite", "figure", "value");
        Path module = Path.of(args[0], "credential-store-security-tests");
        try (Stream<Path> files = Files.list(module.resolve(Figures.FOLDER))) {
            for (Path file : files.sorted().toList()) {
                print(file);
            }
        }
    }

    private static void print(Path file) throws IOException {
        String suite = String.valueOf(file.getFileName()).replaceFirst("\\.txt$", "");
        for (String line : Files.readAllLines(file)) {
            List<String> figure = List.of(line.split(" = ", 2));
            System.out.printf(ROW, suite, figure.get(0), figure.get(1));
        }
    }
}
