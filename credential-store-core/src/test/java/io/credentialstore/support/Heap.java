package io.credentialstore.support;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Searches the heap of this process for texts. A text to be searched for is only ever held masked, so that the search
 * does not find itself.
 */
public final class Heap {
    private static final int MASK = 0x2a;

    private Heap() {}

    /** A text that stands nowhere in memory as long as nobody unmasks it. */
    public static final class Needle {
        private final byte[] masked;

        private Needle(byte[] masked) {
            this.masked = masked;
        }

        /** A text of so many letters that no other needle has. */
        public static Needle random(int length) {
            SecureRandom random = new SecureRandom();
            byte[] masked = new byte[length];
            for (int i = 0; i < length; i++) {
                masked[i] = (byte) (('a' + random.nextInt(26)) ^ MASK);
            }
            return new Needle(masked);
        }

        /** The text, between others; whoever gets it wipes it. */
        public char[] unmasked(String before, String after) {
            char[] text = Arrays.copyOf(before.toCharArray(), before.length() + masked.length + after.length());
            for (int i = 0; i < masked.length; i++) {
                text[before.length() + i] = (char) (masked[i] ^ MASK);
            }
            after.getChars(0, after.length(), text, before.length() + masked.length);
            return text;
        }

        /** Whether it starts here, with so many bytes from one character to the next, those between being zero. */
        private boolean startsAt(MappedByteBuffer dump, int at, int step) {
            if (at + step * masked.length > dump.limit()) {
                return false;
            }
            for (int i = 0; i < step * masked.length - (step - 1); i++) {
                int expected = i % step == 0 ? masked[i / step] ^ MASK : 0;
                if (dump.get(at + i) != expected) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * How often each needle stands in the heap, as Latin-1 or UTF-8 or as UTF-16 of either byte order.
     *
     * @param live whether to look only at what can still be reached; otherwise also at garbage that was not collected
     */
    public static long[] count(Path folder, boolean live, Needle... needles) {
        Path file = folder.resolve(live ? "live.hprof" : "all.hprof");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), live);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE)) {
                return count(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), needles);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] count(MappedByteBuffer dump, Needle... needles) {
        long[] found = new long[needles.length];
        for (int at = 0; at < dump.limit(); at++) {
            byte first = (byte) (dump.get(at) ^ MASK);
            for (int i = 0; i < needles.length; i++) {
                Needle needle = needles[i];
                if (first == needle.masked[0] && (needle.startsAt(dump, at, 1) || needle.startsAt(dump, at, 2))) {
                    found[i]++;
                }
            }
        }
        return found;
    }
}
