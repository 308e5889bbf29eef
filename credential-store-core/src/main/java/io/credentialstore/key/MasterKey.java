package io.credentialstore.key;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.secret.Secret;
import io.credentialstore.secret.SecretFunction;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What opens a store: 32 random bytes, or a passphrase.
 *
 * <p>Never printed, serialized or compared by content. {@link #close} overwrites it. The store reads it while it opens
 * and keeps no copy. Thread-safe.
 */
public final class MasterKey implements AutoCloseable {
    /** Length of a raw key, in bytes. */
    public static final int LENGTH = 32;

    /** Shortest passphrase, in characters. */
    public static final int MIN_PASSPHRASE = 12;

    /** Longest passphrase, in characters. */
    public static final int MAX_PASSPHRASE = 1_024;

    /** How a good key is made; part of every message that refuses a bad one. */
    static final String HOW_TO_MAKE = "Make one with: openssl rand -hex 32";

    private transient byte @Nullable [] content;
    private final boolean passphrase;

    private MasterKey(byte[] content, boolean passphrase) {
        this.content = content;
        this.passphrase = passphrase;
    }

    /**
     * From raw bytes. The caller should overwrite its own array afterwards.
     *
     * @param key {@value #LENGTH} bytes of a cryptographic random generator
     * @return the key
     * @throws MasterKeyException when the length is wrong or the bytes are plainly not random
     */
    public static MasterKey ofBytes(byte[] key) {
        if (Checks.notNull("masterKey", key).length != LENGTH) {
            throw MasterKeyException.malformed(
                    "The master key has " + key.length + " bytes; it must have " + LENGTH + ". " + HOW_TO_MAKE);
        }
        WeakKeys.reject(key);
        return new MasterKey(key.clone(), false);
    }

    /**
     * From hexadecimal characters. The caller should overwrite its own array afterwards.
     *
     * @param hex exactly 64 hexadecimal digits, in either case; white space around them is dropped
     * @return the key
     * @throws MasterKeyException when the form is wrong or the bytes are plainly not random
     */
    public static MasterKey ofHex(char[] hex) {
        byte[] key = Hex.decode(Checks.notNull("masterKey", hex));
        try {
            return ofBytes(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * From a passphrase, taken as the exact UTF-8 bytes of its characters. Stretched with 600,000 iterations of
     * PBKDF2-HMAC-SHA256 (OWASP Password Storage Cheat Sheet), about half a second at each open.
     *
     * @param passphrase {@value #MIN_PASSPHRASE} to {@value #MAX_PASSPHRASE} characters
     * @return the key
     * @throws MasterKeyException when it is too short, too long, one repeated character, or not well-formed
     */
    public static MasterKey ofPassphrase(char[] passphrase) {
        int length = Checks.notNull("passphrase", passphrase).length;
        if (length < MIN_PASSPHRASE || length > MAX_PASSPHRASE) {
            throw MasterKeyException.malformed("The passphrase has " + length + " characters; it must have "
                    + MIN_PASSPHRASE + " to " + MAX_PASSPHRASE + ".");
        }
        WeakKeys.reject(passphrase);
        try (Secret secret = Secret.of(passphrase)) {
            return new MasterKey(secret.useUtf8(byte[]::clone), true);
        } catch (InvalidInputException e) {
            throw MasterKeyException.malformed("The passphrase is not well-formed Unicode.");
        }
    }

    /**
     * A new random key.
     *
     * @return {@value #LENGTH} bytes from the platform's strongest default generator
     */
    public static MasterKey generate() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return new MasterKey(key, false);
    }

    /**
     * Whether it was typed by a person and needs the longer stretch.
     *
     * @return true for a passphrase
     */
    public boolean isPassphrase() {
        return passphrase;
    }

    /**
     * Reads the key. The array is a copy and is overwritten as soon as the function returns.
     *
     * @param <R> what comes of it
     * @param <E> what the function may throw
     * @param reader gets {@value #LENGTH} raw bytes, or the passphrase in UTF-8; must not keep the array
     * @return the function's result
     * @throws E what the function throws
     * @throws ClosedException when this key is closed
     */
    public <R extends @Nullable Object, E extends Exception> R use(SecretFunction<byte[], R, E> reader) throws E {
        byte[] copy = copy();
        try {
            return reader.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /**
     * The raw key as 64 hexadecimal digits, to be handed to a person or a secret manager once.
     *
     * @return a new secret, which the caller closes
     * @throws ClosedException when this key is closed
     * @throws MasterKeyException when this is a passphrase
     */
    public Secret toHex() {
        if (passphrase) {
            throw MasterKeyException.malformed("A passphrase has no hexadecimal form.");
        }
        return use(key -> Secret.ofUtf8(Hex.encode(key)));
    }

    /**
     * An independent copy, which its holder closes: for providers that keep a key, since what they hand out gets closed.
     *
     * @return the copy
     * @throws ClosedException when this key is closed
     */
    public MasterKey duplicate() {
        return new MasterKey(copy(), passphrase);
    }

    private synchronized byte[] copy() {
        if (content == null) {
            throw new ClosedException("MasterKey");
        }
        return content.clone();
    }

    /** Overwrites the key; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (content != null) {
            Arrays.fill(content, (byte) 0);
            content = null;
        }
    }

    /** A fixed word. */
    @Override
    public String toString() {
        return "MasterKey[redacted]";
    }

    /** Hexadecimal without a {@code String} in between. */
    private static final class Hex {
        private static final HexFormat FORMAT = HexFormat.of();

        static byte[] decode(char[] hex) {
            int from = 0;
            int to = hex.length;
            while (from < to && Character.isWhitespace(hex[from])) {
                from++;
            }
            while (to > from && Character.isWhitespace(hex[to - 1])) {
                to--;
            }
            if (to - from != 2 * LENGTH) {
                throw MasterKeyException.malformed("The master key has " + (to - from) + " characters; it must have "
                        + 2 * LENGTH + " hexadecimal digits. " + HOW_TO_MAKE);
            }
            return digits(hex, from);
        }

        private static byte[] digits(char[] hex, int from) {
            byte[] key = new byte[LENGTH];
            for (int i = 0; i < LENGTH; i++) {
                char high = hex[from + 2 * i];
                char low = hex[from + 2 * i + 1];
                if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                    Arrays.fill(key, (byte) 0);
                    throw MasterKeyException.malformed(
                            "The master key holds characters that are not hexadecimal digits. " + HOW_TO_MAKE);
                }
                key[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
            }
            return key;
        }

        static byte[] encode(byte[] key) {
            byte[] hex = new byte[2 * key.length];
            for (int i = 0; i < key.length; i++) {
                hex[2 * i] = (byte) FORMAT.toHighHexDigit(key[i]);
                hex[2 * i + 1] = (byte) FORMAT.toLowHexDigit(key[i]);
            }
            return hex;
        }
    }
}
