package io.credentialstore.internal.crypto;

import java.util.Arrays;

/**
 * Ed25519 signatures (RFC 8032 section 5.1) by Bouncy Castle: the JDK's cannot make the public key of a derived private
 * key. Signing is deterministic. Stateless.
 */
public final class Ed25519 {
    /** Length of a public key, in bytes. */
    public static final int PUBLIC_KEY_LENGTH = 32;

    /** Length of a signature, in bytes. */
    public static final int SIGNATURE_LENGTH = 64;

    private Ed25519() {}

    /** The public key that belongs to this private one. */
    public static byte[] publicKey(KeyBytes key) {
        byte[] seed = key.getEncoded();
        try {
            byte[] publicKey = new byte[PUBLIC_KEY_LENGTH];
            org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicKey, 0);
            return publicKey;
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** The signature of a message. */
    public static byte[] sign(KeyBytes key, byte[] message) {
        byte[] seed = key.getEncoded();
        try {
            byte[] signature = new byte[SIGNATURE_LENGTH];
            org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
            return signature;
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Whether this is a signature of the message under that public key; false for anything malformed. */
    public static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        return publicKey.length == PUBLIC_KEY_LENGTH
                && signature.length == SIGNATURE_LENGTH
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                        signature, 0, publicKey, 0, message, 0, message.length);
    }
}
