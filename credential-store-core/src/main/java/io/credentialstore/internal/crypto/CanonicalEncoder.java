package io.credentialstore.internal.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    private CanonicalEncoder() {}

    /** Starts with the domain {@code credential-store/v1/<purpose>}, written as text. */
    public static CanonicalEncoder of(String purpose) {
        return new CanonicalEncoder().text(PREFIX + purpose);
    }

    /** Adds text, or its absence. */
    public CanonicalEncoder text(@Nullable String value) {
        return value == null ? field(ABSENT, new byte[0]) : field(TEXT, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number. */
    public CanonicalEncoder number(long value) {
        return field(NUMBER, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Adds a number, or its absence. */
    public CanonicalEncoder optionalNumber(@Nullable Number value) {
        return value == null ? field(ABSENT, new byte[0]) : number(value.longValue());
    }

    /** Adds bytes. */
    public CanonicalEncoder bytes(byte[] value) {
        return field(BYTES, value);
    }

    private CanonicalEncoder field(int kind, byte[] content) {
        out.write(kind);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
        out.writeBytes(content);
        return this;
    }

    /** What was added so far. */
    public byte[] toBytes() {
        return out.toByteArray();
    }
}
