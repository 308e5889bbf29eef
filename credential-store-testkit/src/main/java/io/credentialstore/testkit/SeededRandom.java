package io.credentialstore.testkit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/**
 * A generator that gives the same bytes for the same seed.
 *
 * <p><strong>Never for production:</strong> whoever guesses the seed knows every key, salt and IV that was made with it.
 *
 * <p>Thread-safe; the order in which threads draw from it is not repeatable.
 */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    /**
     * Starts the sequence of a seed.
     *
     * @param seed any number
     */
    public SeededRandom(long seed) {
        super(new Stream(seed), null);
    }

    @Override
    public String getAlgorithm() {
        return "seeded, for tests only";
    }

    /** SHA-256 of the seed and a counter, block by block. */
    private static final class Stream extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final long seed;
        private long blocks;
        private byte[] block = {};
        private int used;

        Stream(long seed) {
            this.seed = seed;
        }

        @Override
        protected void engineSetSeed(byte[] more) {
            // the sequence depends on the first seed alone
        }

        @Override
        protected synchronized void engineNextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (used == block.length) {
                    block = sha256(ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(seed)
                            .putLong(blocks++)
                            .array());
                    used = 0;
                }
                bytes[i] = block[used++];
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] bytes = new byte[length];
            engineNextBytes(bytes);
            return bytes;
        }

        private static byte[] sha256(byte[] message) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(message);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
