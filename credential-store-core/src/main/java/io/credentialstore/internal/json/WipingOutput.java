package io.credentialstore.internal.json;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects bytes and overwrites every array it lets go of. Not thread-safe. */
public final class WipingOutput extends OutputStream {
    private byte[] buffer = new byte[1_024];
    private int size;

    @Override
    public void write(int b) {
        reserve(1);
        buffer[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, buffer, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            byte[] old = buffer;
            buffer = Arrays.copyOf(old, Math.max(size + more, old.length * 2));
            Arrays.fill(old, (byte) 0);
        }
    }

    /** What was written, followed by spaces up to the next multiple of the step. The caller wipes it. */
    public byte[] paddedTo(int step) {
        byte[] padded = Arrays.copyOf(buffer, Math.max(1, (size + step - 1) / step) * step);
        Arrays.fill(padded, size, padded.length, (byte) ' ');
        return padded;
    }

    /** Overwrites what was written. */
    @Override
    public void close() {
        Arrays.fill(buffer, (byte) 0);
        size = 0;
    }
}
