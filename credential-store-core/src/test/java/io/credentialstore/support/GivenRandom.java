package io.credentialstore.support;

import java.security.SecureRandom;

/** A generator that yields the given bytes over and over, so that a test knows what was drawn. Not thread-safe. */
public final class GivenRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private int drawn;

    /** Yields these bytes, from the first one on. */
    public GivenRandom(byte... bytes) {
        super();
        this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = bytes[drawn++ % bytes.length];
        }
    }

    /** How many bytes were drawn. */
    public int drawn() {
        return drawn;
    }
}
