package io.credentialstore.key;

import io.credentialstore.error.MasterKeyException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Recognises keys that are examples, patterns or text. A random key is refused with a probability below 2^-40. */
final class WeakKeys {
    /** More than a pattern of 16 bytes has. 32 random bytes have fewer with a probability of about 2^-48. */
    private static final int FEWEST_DISTINCT = 17;

    private static final int FEWEST_CHARACTERS = 5;

    private WeakKeys() {}

    static void reject(byte[] key) {
        String flaw = flaw(key);
        if (flaw != null) {
            throw MasterKeyException.malformed(
                    "The master key " + flaw + ", so it can be guessed. " + MasterKey.HOW_TO_MAKE);
        }
    }

    private static @Nullable String flaw(byte[] key) {
        long distinct = distinct(key);
        if (distinct == 1) {
            return "is one byte repeated";
        }
        if (distinct < FEWEST_DISTINCT) {
            return "is a repeated pattern, like an example value";
        }
        if (isProgression(key)) {
            return "counts up or down, like an example value";
        }
        if (isText(key)) {
            return "is plain text written in hexadecimal";
        }
        return null;
    }

    static void reject(char[] passphrase) {
        BitSet seen = new BitSet();
        for (char c : passphrase) {
            seen.set(c);
        }
        if (seen.cardinality() < FEWEST_CHARACTERS) {
            throw MasterKeyException.malformed(
                    "The passphrase has fewer than five different characters, so it can be guessed.");
        }
    }

    private static long distinct(byte[] key) {
        BitSet seen = new BitSet(256);
        for (byte b : key) {
            seen.set(b & 0xff);
        }
        return seen.cardinality();
    }

    private static boolean isProgression(byte[] key) {
        for (int i = 2; i < key.length; i++) {
            if ((byte) (key[i] - key[i - 1]) != (byte) (key[1] - key[0])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] key) {
        for (byte b : key) {
            if (b < 0x20 || b > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
