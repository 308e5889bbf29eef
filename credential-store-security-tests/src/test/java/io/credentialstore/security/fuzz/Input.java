package io.credentialstore.security.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws parts from the bytes of one input, from front to back; after the end come zeros. Not thread-safe. */
final class Input {
    private final ByteBuffer bytes;

    Input(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    /** From 0 to one less than the bound, which is at most 256. */
    int below(int bound) {
        return hasMore() ? (bytes.get() & 0xff) % bound : 0;
    }

    long number(int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | below(256);
        }
        return number;
    }

    <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    /** Absent, when the next byte is even. */
    <T> @Nullable T optional(Supplier<T> part) {
        return below(2) == 0 ? null : part.get();
    }

    /** As many bytes as the next one says, or as there are. */
    byte[] chunk() {
        byte[] chunk = new byte[Math.min(below(256), bytes.remaining())];
        bytes.get(chunk);
        return chunk;
    }

    /** As {@link #chunk}, as text in which what is not UTF-8 is replaced. */
    String text() {
        return text(chunk());
    }

    byte[] rest() {
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }

    /** UTF-8, in which what is malformed is replaced. */
    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
