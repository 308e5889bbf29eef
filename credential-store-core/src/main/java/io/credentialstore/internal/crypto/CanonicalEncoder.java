package io.credentialstore.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds the input of MACs, of associated data and of key derivation, so that different fields can never give the same
 * bytes: a domain comes first, and each field is written as one byte for its kind, its length in four bytes, and its
 * content. The kinds are 0 absent, 1 text in UTF-8, 2 number in eight bytes, 3 bytes; all integers are big-endian. Text
 * is well-formed: whatever is stored was checked before, and databases hand out nothing else. Not thread-safe.
 */
public final class CanonicalEncoder {
    private static final int ABSENT = 0;
    private static final int TEXT = 1;
    private static final int NUMBER = 2;
    private static final int BYTES = 3;
    private static final String PREFIX = "credential-store/v1/";

    private static final byte[] NOTHING = new byte[0];

    private ByteBuffer out = ByteBuffer.allocate(1_024);

    private CanonicalEncoder() {}

    /** Starts with the domain {@code credential-store/v1/<purpose>}, written as text. */
    public static CanonicalEncoder of(String purpose) {
        return new CanonicalEncoder().text(PREFIX + purpose);
    }

    /** Adds text, or its absence. */
    public CanonicalEncoder text(@Nullable String value) {
        return value == null ? field(ABSENT, NOTHING) : field(TEXT, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number. */
    public CanonicalEncoder number(long value) {
        reserve(1 + Integer.BYTES + Long.BYTES);
        out.put((byte) NUMBER).putInt(Long.BYTES).putLong(value);
        return this;
    }

    /** Adds a number, or its absence. */
    public CanonicalEncoder optionalNumber(@Nullable Number value) {
        return value == null ? field(ABSENT, NOTHING) : number(value.longValue());
    }

    /** Adds bytes. */
    public CanonicalEncoder bytes(byte[] value) {
        return field(BYTES, value);
    }

    private CanonicalEncoder field(int kind, byte[] content) {
        reserve(1 + Integer.BYTES + content.length);
        out.put((byte) kind).putInt(content.length).put(content);
        return this;
    }

    private void reserve(int more) {
        if (out.remaining() < more) {
            int length = Math.max(2 * out.capacity(), Math.addExact(out.position(), more));
            out = ByteBuffer.allocate(length).put(out.flip());
        }
    }

    /** What was added so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
