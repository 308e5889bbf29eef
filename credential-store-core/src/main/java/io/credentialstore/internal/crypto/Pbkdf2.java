package io.credentialstore.internal.crypto;

import io.credentialstore.error.InternalBugException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;

/**
 * PBKDF2-HMAC-SHA256 (RFC 8018 section 5.2) over bytes.
 *
 * <p>Written by hand because the JDK's own takes characters, which random bytes do not survive, and Bouncy Castle's is
 * four times slower; ADR 4 has the figures. The primitive below it is the JDK's HMAC. Stateless.
 */
public final class Pbkdf2 {
    private Pbkdf2() {}

    /**
     * Stretches a password.
     *
     * @param password any bytes, also none; not kept
     * @param salt any bytes
     * @param iterations at least 1; callers clamp it before
     * @param length of the result, in bytes
     * @return the derived key, which the caller wipes
     */
    public static byte[] derive(byte[] password, byte[] salt, int iterations, int length) {
        if (iterations < 1 || length < 1) {
            throw new IllegalArgumentException("iterations and length must be positive");
        }
        Mac prf = HmacSha256.keyed(new PasswordKey(password));
        byte[] derived = new byte[length];
        byte[] block = new byte[HmacSha256.LENGTH];
        byte[] sum = new byte[HmacSha256.LENGTH];
        for (int i = 0; i * HmacSha256.LENGTH < length; i++) {
            block(prf, salt, iterations, i + 1, block, sum);
            int offset = i * HmacSha256.LENGTH;
            System.arraycopy(sum, 0, derived, offset, Math.min(sum.length, length - offset));
        }
        Arrays.fill(block, (byte) 0);
        Arrays.fill(sum, (byte) 0);
        return derived;
    }

    /** F of RFC 8018: U1 = PRF(salt || INT(index)), each further U = PRF(U before), all of them XORed. */
    private static void block(Mac prf, byte[] salt, int iterations, int index, byte[] u, byte[] sum) {
        try {
            prf.update(salt);
            prf.update(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
            prf.doFinal(u, 0);
            System.arraycopy(u, 0, sum, 0, u.length);
            for (int i = 1; i < iterations; i++) {
                prf.update(u);
                prf.doFinal(u, 0);
                for (int j = 0; j < sum.length; j++) {
                    sum[j] ^= u[j];
                }
            }
        } catch (ShortBufferException e) {
            throw new InternalBugException("HMAC-SHA256 is not 32 bytes long", e);
        }
    }

    /** A password of any length as an HMAC key; {@code SecretKeySpec} refuses the empty one. */
    private static final class PasswordKey implements SecretKey {
        private static final long serialVersionUID = 1L;

        private final transient byte[] password;

        PasswordKey(byte[] password) {
            this.password = password;
        }

        @Override
        public String getAlgorithm() {
            return "HmacSHA256";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return password.clone();
        }
    }
}
