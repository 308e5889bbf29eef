package io.credentialstore.security.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A change to the content of one file. */
sealed interface Edit {
    /** The content after it. */
    byte[] on(byte[] content);

    /** What a disk may carry out of it, or not, by itself. */
    List<Edit> pieces(int sector);

    /** Bytes at a place; a gap before them is filled with zeros. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Write(int offset, byte[] bytes) implements Edit {
        @Override
        public byte[] on(byte[] content) {
            byte[] after = Arrays.copyOf(content, Math.max(content.length, offset + bytes.length));
            System.arraycopy(bytes, 0, after, offset, bytes.length);
            return after;
        }

        @Override
        public List<Edit> pieces(int sector) {
            List<Edit> pieces = new ArrayList<>();
            int from = 0;
            while (from < bytes.length) {
                int to = Math.min(bytes.length, from + sector - (offset + from) % sector);
                pieces.add(new Write(offset + from, Arrays.copyOfRange(bytes, from, to)));
                from = to;
            }
            return pieces;
        }
    }

    /** A new size. */
    record Truncate(int size) implements Edit {
        @Override
        public byte[] on(byte[] content) {
            return Arrays.copyOf(content, size);
        }

        @Override
        public List<Edit> pieces(int sector) {
            return List.of(this);
        }
    }
}
