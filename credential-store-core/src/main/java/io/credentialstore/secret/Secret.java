package io.credentialstore.secret;

import com.fasterxml.jackson.annotation.JsonValue;
import io.credentialstore.error.ClosedException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Secret text that no logger, serializer or exception can print.
 *
 * <p>Copies are taken on the way in and on the way out; {@link #close} overwrites the held bytes. {@code toString} is
 * fixed, JSON mappers write a fixed word, {@code hashCode} does not depend on the text, and {@code equals} takes the
 * same time wherever the first difference is. The class is not serializable.
 *
 * <p>The text is read by {@link #use} or {@link #useUtf8} and in no other way, so a search for {@code .use(} and
 * {@code .useUtf8(} finds every place where a secret is in the clear.
 *
 * <p>Thread-safe. Whoever holds it closes it; a {@code Secret} inside a value is closed with the value.
 */
public final class Secret implements AutoCloseable {
    /** Longest text, in bytes of UTF-8. */
    public static final int MAX_BYTES = 65_536;

    private static final String REDACTED = "[redacted]";

    // transient: serializers that read fields (Gson, Jackson with field visibility) pass over it
    private transient byte @Nullable [] utf8;
    private final transient int length;

    private Secret(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            Arrays.fill(utf8, (byte) 0);
            throw new InvalidInputException("secret", "is longer than the limit of " + MAX_BYTES + " bytes of UTF-8");
        }
        this.utf8 = utf8;
        this.length = utf8.length;
    }

    /**
     * From characters. The caller should overwrite its own array afterwards.
     *
     * @param text the text, at most {@value #MAX_BYTES} bytes in UTF-8; may be empty
     * @return the secret
     * @throws InvalidInputException when it is too long or not well-formed UTF-16
     */
    public static Secret of(char[] text) {
        return of(text, 0, Checks.notNull("secret", text).length);
    }

    /**
     * From part of an array of characters. The caller should overwrite its own array afterwards.
     *
     * @param text holds the text
     * @param offset where it starts
     * @param length how many characters it has
     * @return the secret
     * @throws InvalidInputException when it is too long or not well-formed UTF-16
     */
    public static Secret of(char[] text, int offset, int length) {
        Checks.notNull("secret", text);
        if (length > MAX_BYTES) {
            throw new InvalidInputException("secret", "is longer than the limit of " + MAX_BYTES + " bytes of UTF-8");
        }
        return new Secret(encode(CharBuffer.wrap(text, offset, length)));
    }

    /**
     * From UTF-8. The caller should overwrite its own array afterwards.
     *
     * @param text at most {@value #MAX_BYTES} bytes; may be empty
     * @return the secret
     * @throws InvalidInputException when it is too long or not well-formed UTF-8
     */
    public static Secret ofUtf8(byte[] text) {
        if (Checks.notNull("secret", text).length > MAX_BYTES) {
            throw new InvalidInputException("secret", "is longer than the limit of " + MAX_BYTES + " bytes of UTF-8");
        }
        Arrays.fill(decode(text), '\0');
        return new Secret(text.clone());
    }

    /**
     * From a {@code String}, where there is one already. A {@code String} cannot be wiped; it stays in memory until the
     * garbage collector has taken it.
     *
     * @param text the text
     * @return the secret
     * @throws InvalidInputException when it is too long or not well-formed UTF-16
     */
    public static Secret ofString(String text) {
        char[] copy = Checks.notNull("secret", text).toCharArray();
        try {
            return of(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    /**
     * Reads the characters. The array is a copy and is overwritten as soon as the function returns.
     *
     * @param <R> what comes of it
     * @param <E> what the function may throw
     * @param reader gets the characters; must not keep the array
     * @return the function's result
     * @throws E what the function throws
     * @throws ClosedException when this secret is closed
     */
    public <R extends @Nullable Object, E extends Exception> R use(SecretFunction<char[], R, E> reader) throws E {
        byte[] bytes = copy();
        char[] chars = decode(bytes);
        Arrays.fill(bytes, (byte) 0);
        try {
            return reader.apply(chars);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    /**
     * Reads the text as UTF-8. The array is a copy and is overwritten as soon as the function returns.
     *
     * @param <R> what comes of it
     * @param <E> what the function may throw
     * @param reader gets the bytes; must not keep the array
     * @return the function's result
     * @throws E what the function throws
     * @throws ClosedException when this secret is closed
     */
    public <R extends @Nullable Object, E extends Exception> R useUtf8(SecretFunction<byte[], R, E> reader) throws E {
        byte[] bytes = copy();
        try {
            return reader.apply(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * An independent copy, which its holder closes.
     *
     * @return a secret with the same text
     * @throws ClosedException when this secret is closed
     */
    public Secret duplicate() {
        return new Secret(copy());
    }

    /**
     * How long the text is.
     *
     * @return the length in bytes of UTF-8, also after closing
     */
    public int length() {
        return length;
    }

    /**
     * Whether the text is gone.
     *
     * @return true after {@link #close}
     */
    public synchronized boolean isClosed() {
        return utf8 == null;
    }

    /** Overwrites the text. Further reads throw {@link ClosedException}; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (utf8 != null) {
            Arrays.fill(utf8, (byte) 0);
            utf8 = null;
        }
    }

    private synchronized byte[] copy() {
        if (utf8 == null) {
            throw new ClosedException("Secret");
        }
        return utf8.clone();
    }

    private static byte[] encode(CharBuffer chars) {
        ByteBuffer buffer = ByteBuffer.allocate(chars.remaining() * 3);
        var encoder = StandardCharsets.UTF_8.newEncoder();
        boolean wellFormed = !encoder.encode(chars, buffer, true).isError()
                && !encoder.flush(buffer).isError();
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        Arrays.fill(buffer.array(), (byte) 0);
        if (!wellFormed) {
            Arrays.fill(bytes, (byte) 0);
            throw new InvalidInputException("secret", "is not well-formed UTF-16");
        }
        return bytes;
    }

    private static char[] decode(byte[] bytes) {
        CharBuffer buffer = CharBuffer.allocate(bytes.length);
        try {
            var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), buffer, true);
            if (result.isError()) {
                result.throwException();
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("secret", "is not well-formed UTF-8");
        } finally {
            Arrays.fill(buffer.array(), '\0');
        }
    }

    /** Compares the texts in constant time. A closed secret equals only itself. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Secret secret) || isClosed() || secret.isClosed()) {
            return false;
        }
        return useUtf8(mine -> secret.useUtf8(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    /** The same for all secrets, so that it says nothing about the text. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    /** A fixed word. */
    @Override
    @JsonValue
    public String toString() {
        return REDACTED;
    }
}
