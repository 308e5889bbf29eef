package io.credentialstore.internal.json;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import java.util.Arrays;

/**
 * Buffers for one reader or writer. They are large enough that Jackson never grows (and so never abandons) one, and each
 * is overwritten when Jackson gives it back, which it does on close.
 */
final class WipingBuffers extends BufferRecycler {
    private final int chars;

    private WipingBuffers(int chars) {
        this.chars = chars;
    }

    @Override
    public char[] allocCharBuffer(int kind, int minSize) {
        return super.allocCharBuffer(kind, kind == CHAR_TEXT_BUFFER ? Math.max(minSize, chars) : minSize);
    }

    @Override
    public void releaseCharBuffer(int kind, char[] buffer) {
        Arrays.fill(buffer, '\0');
    }

    @Override
    public void releaseByteBuffer(int kind, byte[] buffer) {
        Arrays.fill(buffer, (byte) 0);
    }

    /** Hands out fresh buffers whose text part holds so many characters, and takes none back. */
    static final class Source extends RecyclerPool.NonRecyclingPoolBase<BufferRecycler> {
        private static final long serialVersionUID = 1L;

        private final int chars;

        Source(int chars) {
            this.chars = chars;
        }

        @Override
        public BufferRecycler acquirePooled() {
            return new WipingBuffers(chars);
        }
    }
}
