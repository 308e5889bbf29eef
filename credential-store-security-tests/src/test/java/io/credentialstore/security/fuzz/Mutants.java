package io.credentialstore.security.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Variations of inputs, the same ones in each build. Not thread-safe. */
final class Mutants {
    private static final int MOST_CHANGES = 4;

    private final Random random;
    private final List<byte[]> seeds;

    Mutants(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    /** One to four changes to an input. */
    byte[] of(byte[] input) {
        byte[] mutant = input.clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            mutant = changed(mutant);
        }
        return mutant;
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = from + random.nextInt(input.length - from + 1);
        return switch (random.nextInt(5)) {
            case 0 -> spliced(input, from, from, noise());
            case 1 -> spliced(input, from, to, new byte[0]);
            case 2 -> spliced(input, from, Math.min(from + 1, input.length), noise());
            case 3 -> spliced(input, from, from, Arrays.copyOfRange(input, from, to));
            default -> spliced(input, from, to, seeds.get(random.nextInt(seeds.size())));
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(4)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(between);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}
