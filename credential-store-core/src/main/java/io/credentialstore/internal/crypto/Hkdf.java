package io.credentialstore.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF-SHA256 (RFC 5869) by Bouncy Castle. Stateless. */
public final class Hkdf {
    private Hkdf() {}

    /** HKDF-Expand alone, for input that is a uniformly random key already (RFC 5869 section 3.3). */
    public static KeyBytes expand(KeyBytes key, byte[] info) {
        byte[] input = key.getEncoded();
        try {
            return KeyBytes.owning(generate(HKDFParameters.skipExtractParameters(input, info), KeyBytes.LENGTH));
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    /** HKDF-Expand with a plain label. */
    public static KeyBytes expand(KeyBytes key, String label) {
        return expand(key, label.getBytes(StandardCharsets.UTF_8));
    }

    /** Both steps of RFC 5869, in the form in which its vectors are written. */
    static byte[] derive(byte[] input, byte[] salt, byte[] info, int length) {
        return generate(new HKDFParameters(input, salt, info), length);
    }

    private static byte[] generate(HKDFParameters parameters, int length) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
        generator.init(parameters);
        byte[] output = new byte[length];
        generator.generateBytes(output, 0, length);
        return output;
    }
}
