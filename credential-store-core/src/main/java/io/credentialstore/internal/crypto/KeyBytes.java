package io.credentialstore.internal.crypto;

import com.fasterxml.jackson.annotation.JsonValue;
import io.credentialstore.error.ClosedException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A key of 32 bytes that can be wiped, which the JDK's own {@code SecretKeySpec} cannot. Thread-safe; whoever derives
 * it closes it.
 */
public final class KeyBytes implements SecretKey, AutoCloseable {
    /** Length of every key, in bytes. */
    public static final int LENGTH = 32;

    private static final long serialVersionUID = 1L;

    private transient byte @Nullable [] key;
    private transient @Nullable Mac mac;

    private KeyBytes(byte[] key) {
        this.key = key;
    }

    /** Takes the array over: the caller must neither use nor wipe it any more. */
    public static KeyBytes owning(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a key has " + LENGTH + " bytes, not " + key.length);
        }
        return new KeyBytes(key);
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy, which the caller wipes; the JDK's ciphers wipe theirs. */
    @Override
    public synchronized byte[] getEncoded() {
        if (key == null) {
            throw new ClosedException("Key");
        }
        return key.clone();
    }

    /** HMAC-SHA256 under this key, for one message: a copy, because finding and keying one takes as long as a short message. */
    synchronized Mac mac() {
        if (mac == null) {
            mac = HmacSha256.keyed(this);
        }
        return HmacSha256.copy(mac);
    }

    /** An independent copy, which its holder closes. */
    public KeyBytes duplicate() {
        return new KeyBytes(getEncoded());
    }

    @Override
    public synchronized boolean isDestroyed() {
        return key == null;
    }

    @Override
    public void destroy() {
        close();
    }

    @Override
    public synchronized void close() {
        if (key != null) {
            Arrays.fill(key, (byte) 0);
            key = null;
        }
        if (mac != null) {
            HmacSha256.forget(mac);
            mac = null;
        }
    }

    /** A fixed word, also under JSON mappers, which would take {@link #getEncoded} for a property. */
    @Override
    @JsonValue
    public String toString() {
        return "Key[redacted]";
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.NotSerializableException {
        throw new java.io.NotSerializableException("keys are not serializable");
    }
}
