package io.credentialstore.support;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Damaged copies of bytes. */
public final class Bits {
    private Bits() {}

    /** One copy for each bit, in which that bit is flipped. */
    public static Stream<byte[]> flips(byte[] original) {
        return IntStream.range(0, 8 * original.length).mapToObj(bit -> {
            byte[] copy = original.clone();
            copy[bit / 8] ^= (byte) (1 << bit % 8);
            return copy;
        });
    }

    /** Copies of all lengths up to a maximum but the right one: cut, or followed by zeros. */
    public static Stream<byte[]> otherLengths(byte[] original, int max) {
        return IntStream.rangeClosed(0, max)
                .filter(length -> length != original.length)
                .mapToObj(length -> Arrays.copyOf(original, length));
    }
}
