package io.credentialstore.examples.demo;

import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A story on the terminal with real parts: a database file, services on loopback that check what they are sent, a
 * database server. Each step checks itself, and the process ends with 1 as soon as one does not do what it says.
 *
 * <p>Run it from the repository's root with {@code mvn -q -Pdemo}, or with {@code mvn -q -Pdemo -Ddemo.storage=postgresql}
 * on a PostgreSQL server that is started for it.
 */
public final class Demo {
    /** Where everything is left, seen from the module's folder. */
    public static final Path FOLDER = Path.of("target", "demo");

    private Demo() {}

    /**
     * Plays everything and ends the process: with 0 when every step did what it says, otherwise with 1.
     *
     * @param args where the store is kept: {@code sqlite}, which is also what nothing means, or {@code postgresql}
     */
    public static void main(String[] args) {
        System.exit(run(parts(), args.length == 0 ? "" : args[0], FOLDER));
    }

    static List<Part> parts() {
        return List.of(
                new Part("One place, one master key", OpeningPart::play),
                new Part("A payment skill and its key (use case 1)", StripePart::play),
                new Part("Development and production (use case 2)", EnvironmentsPart::play),
                new Part("An OAuth token (use case 3)", OAuthPart::play),
                new Part("A database login (use case 4)", DatabasePart::play),
                new Part("Adopting credentials in an existing executor", AdoptionPart::play),
                new Part("Rotation between two runs", RotationPart::play),
                new Part("What is refused, and why", RefusalPart::play),
                new Part("The audit trail", AuditPart::play),
                new Part("An old file that was put back", RollbackPart::play));
    }

    static int run(List<Part> parts, String storage, Path folder) {
        try (Transcript transcript = Transcript.begin();
                Secrets secrets = new Secrets()) {
            Steps steps = new Steps(new Narrator(System.out, Narrator.isTerminal()));
            try {
                steps.narrator().title("Credential store: demo");
                Place left = play(parts, storage, folder, steps, secrets);
                steps.narrator().chapter("What was left behind");
                Aftermath.play(steps, secrets, left, transcript.bytes());
                steps.narrator().say("", "All " + steps.count() + " steps did what they say.");
                return 0;
            } catch (Exception e) {
                // whatever it was, the demo did not do what it says
                System.err.println("DEMO FAILED: " + (e instanceof FailedStep ? e.getMessage() : e));
                return 1;
            }
        }
    }

    /** The place of the story, which is over. */
    private static Place play(List<Part> parts, String storage, Path folder, Steps steps, Secrets secrets)
            throws Exception {
        try (KeyRing ring = masterKey(steps.narrator(), secrets);
                Place place = Place.named(storage, folder);
                Stage stage = new Stage(place, MasterKeyProvider.of(ring), steps, secrets)) {
            for (Part part : parts) {
                steps.narrator().chapter(part.title());
                part.scene().play(stage);
            }
            return place;
        }
    }

    private static KeyRing masterKey(Narrator narrator, Secrets secrets) {
        Optional<KeyRing> given = MasterKeyProvider.fromEnvironment().load();
        KeyRing ring = given.orElseGet(() -> KeyRing.of(MasterKey.generate()));
        try (Secret hex = ring.current().toHex()) {
            secrets.remember(hex);
        }
        narrator.say(
                given.isPresent()
                        ? "The master key comes from " + MasterKeyProvider.VARIABLE + "."
                        : MasterKeyProvider.VARIABLE
                                + " is not set: a master key was made for this run and is forgotten" + " after it.");
        return ring;
    }
}
