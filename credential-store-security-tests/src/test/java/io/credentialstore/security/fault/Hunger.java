package io.credentialstore.security.fault;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Plays the script in rounds, in each of which one step finds the memory used up. */
final class Hunger {
    private static final byte[] EMPTY = {};
    private static final int LONGEST = 262_144;
    private static final int SHORTEST = 1_024;
    private static final int MOST_LEFT = 80_000;

    private Hunger() {}

    /** Takes the folder, in which it makes one for each round, and the number of rounds. */
    public static void main(String[] arguments) throws IOException {
        Random random = new Random(9);
        List<Step> script = List.of(Step.values());
        int rounds = Integer.parseInt(arguments[1]);
        for (int i = 0; i < rounds; i++) {
            Path round = Files.createDirectory(Path.of(arguments[0]).resolve("round-" + i));
            Step hungry = script.get(random.nextInt(script.size()));
            int left = i * MOST_LEFT / rounds;
            try (PrintStream account = new PrintStream(Account.fileIn(round).toFile(), StandardCharsets.UTF_8)) {
                System.setOut(account);
                Player.play(
                        () -> Stage.open(round),
                        (stage, step) -> step == hungry ? starved(stage, step, left) : stage.play(step));
            }
        }
    }

    /** Plays a step with so many bytes of memory left; there is enough again afterwards. */
    private static String starved(Stage stage, Step step, int left) {
        byte[][] reserve = {new byte[left]};
        Object[] eaten = eatAll();
        reserve[0] = EMPTY;
        try {
            return stage.play(step);
        } catch (OutOfMemoryError e) {
            return Account.OUT_OF_MEMORY;
        } finally {
            Reference.reachabilityFence(eaten);
        }
    }

    /** A chain of arrays, first long and then short ones. */
    private static Object[] eatAll() {
        Object[] chain = {};
        int length = LONGEST;
        while (length >= SHORTEST) {
            try {
                chain = new Object[] {chain, new byte[length]};
            } catch (OutOfMemoryError e) {
                length /= 4; // shorter ones may still fit
            }
        }
        return chain;
    }
}
