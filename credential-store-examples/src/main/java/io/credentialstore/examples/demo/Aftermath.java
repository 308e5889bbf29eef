package io.credentialstore.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** After closing: searches the database, its siblings and all that was printed for every secret of the story. */
final class Aftermath {
    private Aftermath() {}

    static void play(Steps steps, Secrets secrets, Path file, byte[] printed) throws IOException {
        steps.narrator()
                .say(
                        "The store is closed. " + secrets.count()
                                + " secrets were used, the master key among them. Each is" + " searched for",
                        "as it is, in hexadecimal and in base64, and a word that must be there as a control:");
        List<Path> files = siblings(file);
        steps.check("the database is among the files", files.contains(file));
        steps.equal("only the database is left, checkpointed", files.size(), 1);
        for (Path each : files) {
            search(steps, secrets, each.toString(), Files.readAllBytes(each));
        }
        search(steps, secrets, "what was printed", printed);
        steps.narrator().say("", "The database is yours to look at:", "");
        steps.narrator()
                .quote("sqlite3 " + file.toAbsolutePath()
                        + " 'SELECT name, service, environment, status FROM credentials'");
    }

    private static void search(Steps steps, Secrets secrets, String where, byte[] bytes) {
        boolean control = new String(bytes, StandardCharsets.ISO_8859_1).contains(StripePart.CREDENTIAL);
        steps.check("the control word is found in " + where + " (" + bytes.length + " bytes)", control);
        steps.equal("secrets found there", secrets.countIn(bytes), 0L);
    }

    /** The file itself, and whatever else bears its name. */
    static List<Path> siblings(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName()
                            .toString()
                            .startsWith(file.getFileName().toString()))
                    .map(path -> file.resolveSibling(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    static void remove(Path file) throws IOException {
        siblings(file).forEach(path -> {
            try {
                Files.delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
