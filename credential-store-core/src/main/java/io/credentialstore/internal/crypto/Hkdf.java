package io.credentialstore.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * HKDF-Expand-SHA256 (RFC 5869 section 2.3) for input that is a uniformly random key already (section 3.3), and for one
 * block of output, which is one HMAC. Ready-made implementations copy the input into objects that nobody can wipe.
 * Stateless.
 */
public final class Hkdf {
    private static final byte FIRST_BLOCK = 1;

    private Hkdf() {}

    /** T(1) = HMAC(key, info || 1). */
    public static KeyBytes expand(KeyBytes key, byte[] info) {
        byte[] message = Arrays.copyOf(info, info.length + 1);
        message[info.length] = FIRST_BLOCK;
        return KeyBytes.owning(HmacSha256.mac(key, message));
    }

    /** As above, with a plain label. */
    public static KeyBytes expand(KeyBytes key, String label) {
        return expand(key, label.getBytes(StandardCharsets.UTF_8));
    }
}
