package io.credentialstore.internal.crypto;

import io.credentialstore.model.Bytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Encrypts each value under a key of its own: CK = PBKDF2-HMAC-SHA256(K_value, salt || context, iterations), then
 * AES-256-GCM with the context as associated data. A fresh salt makes each key encrypt once. Thread-safe.
 */
public final class ValueCipher implements AutoCloseable {
    /** Length of a value's salt, in bytes: NIST SP 800-132 section 5.1 asks for 16. */
    public static final int SALT_LENGTH = 16;

    /** Iterations of new values: SP 800-132 section 5.2 asks for 1,000; the input is a random key already. */
    public static final int ITERATIONS = 1_000;

    /** Fewest iterations that stored data may ask for. */
    public static final int MIN_ITERATIONS = ITERATIONS;

    /** Most iterations that stored data may ask for. */
    public static final int MAX_ITERATIONS = 100_000;

    private static final int CACHED_KEYS = 1_024;

    private final SecureRandom random;
    private final DerivedKeyCache cache = new DerivedKeyCache(CACHED_KEYS);

    /** Draws salts and IVs from this generator. */
    public ValueCipher(SecureRandom random) {
        this.random = random;
    }

    /**
     * What encryption yields.
     *
     * @param salt {@value ValueCipher#SALT_LENGTH} bytes
     * @param sealed IV, ciphertext and tag
     */
    @SuppressWarnings("ArrayRecordComponent") // lives between two calls; compared by nobody
    public record SealedValue(byte[] salt, AesGcm.Sealed sealed) {}

    /** Encrypts. The caller wipes the plaintext. */
    public SealedValue seal(KeyBytes valueKey, byte[] context, byte[] plaintext) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        try (KeyBytes key = derive(valueKey, salt, context, ITERATIONS)) {
            return new SealedValue(salt, AesGcm.encrypt(key, plaintext, context, random));
        }
    }

    /**
     * Decrypts; empty when anything does not belong together. The caller wipes the plaintext.
     *
     * @param owner the credential, for {@link #forget}
     * @param valueKey the data key for values
     * @param context as at encryption; it determines the data key
     * @param iterations already clamped
     * @param value what encryption yielded
     */
    public Optional<byte[]> open(String owner, KeyBytes valueKey, byte[] context, int iterations, SealedValue value) {
        if (value.salt().length != SALT_LENGTH || iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            return Optional.empty();
        }
        Bytes input = Bytes.of(join(value.salt(), context));
        try (KeyBytes key = cache.get(owner, input, () -> derive(valueKey, value.salt(), context, iterations))) {
            return AesGcm.decrypt(key, value.sealed(), context);
        }
    }

    private static KeyBytes derive(KeyBytes valueKey, byte[] salt, byte[] context, int iterations) {
        byte[] password = valueKey.getEncoded();
        try {
            return KeyBytes.owning(Pbkdf2.derive(password, join(salt, context), iterations, KeyBytes.LENGTH));
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** Wipes the cached keys of one credential. */
    public void forget(String owner) {
        cache.forget(owner);
    }

    /** Wipes all cached keys. */
    @Override
    public void close() {
        cache.close();
    }
}
