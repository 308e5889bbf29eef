package io.credentialstore.examples.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** After closing: searches what is left of the store and all that was printed for every secret of the story. */
final class Aftermath {
    private Aftermath() {}

    static void play(Steps steps, Secrets secrets, Place place, byte[] printed) throws IOException {
        steps.narrator()
                .say(
                        "The store is closed. " + secrets.count()
                                + " secrets were used, the master key among them. Each is" + " searched for",
                        "as it is, in hexadecimal and in base64, and a word that must be there as a control:");
        Search store = new Search(secrets);
        List<Path> files = place.remains(steps);
        for (Path file : files) {
            store.in(Files.readAllBytes(file));
        }
        store.report(steps, files.size() == 1 ? files.get(0).toString() : files.size() + " files of the store");
        Search output = new Search(secrets);
        output.in(printed);
        output.report(steps, "what was printed");
        steps.narrator().say("", "The database is yours to look at:", "");
        steps.narrator().quote(place.invitation());
    }

    /** What was found in some bytes. Not thread-safe. */
    private static final class Search {
        private final Secrets secrets;
        private boolean control;
        private long bytes;
        private long found;

        Search(Secrets secrets) {
            this.secrets = secrets;
        }

        void in(byte[] content) {
            control |= new String(content, StandardCharsets.ISO_8859_1).contains(StripePart.CREDENTIAL);
            bytes += content.length;
            found += secrets.countIn(content);
        }

        void report(Steps steps, String where) {
            steps.check("the control word is found in " + where + " (" + bytes + " bytes)", control);
            steps.equal("secrets found there", found, 0L);
        }
    }
}
