package io.credentialstore.security.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Plays the script again and again in one process, each time in a thread of its own, as strace counts for each thread. */
final class Rounds {
    /** What it says after each round. */
    static final String OVER = "ROUND\tover";

    /** What it says when anything is thrown that is not the library's. */
    static final String THROWN = "THROWN";

    private Rounds() {}

    /** Takes the folder of the store; then, for each round, reads the call that shall fail as a line. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Decoy decoy = new Decoy(folder)) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                Calls.Nth wanted = Calls.Nth.of(line);
                Thread round = new Thread(() -> play(folder, decoy, wanted));
                round.setUncaughtExceptionHandler((thread, thrown) -> Player.say(THROWN, thrown.toString()));
                round.start();
                round.join();
                System.out.println(OVER);
            }
        }
    }

    private static void play(Path folder, Decoy decoy, Calls.Nth wanted) {
        try {
            decoy.drawFireUntil(wanted);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Player.play(() -> Stage.open(folder));
    }
}
