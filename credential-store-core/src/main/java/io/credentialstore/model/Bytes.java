package io.credentialstore.model;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable string of bytes that is not secret: ciphertext, a salt, a MAC. Comparison takes the same time wherever
 * the first difference is.
 */
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /**
     * Takes a copy.
     *
     * @param content any bytes
     * @return the same bytes, immutable
     */
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /**
     * Reads hexadecimal.
     *
     * @param hex two digits for each byte, in either case
     * @return the bytes
     * @throws IllegalArgumentException when it is something else
     */
    public static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /**
     * All bytes in lower-case hexadecimal, as {@link #ofHex} reads them.
     *
     * @return two digits for each byte
     */
    public String toHex() {
        return HexFormat.of().formatHex(content);
    }

    /**
     * Gives a copy.
     *
     * @return a fresh array
     */
    public byte[] toArray() {
        return content.clone();
    }

    /**
     * How many there are.
     *
     * @return the length in bytes
     */
    public int length() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && MessageDigest.isEqual(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Hexadecimal, cut after 16 bytes. */
    @Override
    public String toString() {
        String head = HexFormat.of().formatHex(content, 0, Math.min(16, content.length));
        return content.length > 16 ? head + "…(" + content.length + " bytes)" : head;
    }
}
