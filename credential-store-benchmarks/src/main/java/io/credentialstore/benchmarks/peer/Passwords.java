package io.credentialstore.benchmarks.peer;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Master passwords as strong as our master key: 32 random bytes. */
final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String generate() {
        return HexFormat.of().formatHex(random(32));
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
