package io.credentialstore.examples.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Keeps a copy of everything that this process prints, so that it can be searched at the end. */
final class Transcript implements AutoCloseable {
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private Transcript() {}

    static Transcript begin() {
        Transcript transcript = new Transcript();
        System.setOut(transcript.tee(transcript.out));
        System.setErr(transcript.tee(transcript.err));
        return transcript;
    }

    private PrintStream tee(PrintStream original) {
        return new PrintStream(new Tee(original), true, Charset.defaultCharset());
    }

    byte[] bytes() {
        System.out.flush();
        System.err.flush();
        return copy.toByteArray();
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }

    private final class Tee extends OutputStream {
        private final PrintStream original;

        Tee(PrintStream original) {
            this.original = original;
        }

        @Override
        public void write(int b) {
            original.write(b);
            copy.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            original.write(bytes, offset, length);
            copy.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            original.flush();
        }
    }
}
