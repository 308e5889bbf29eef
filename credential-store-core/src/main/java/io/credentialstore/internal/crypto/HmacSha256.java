package io.credentialstore.internal.crypto;

import io.credentialstore.error.InternalBugException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104, FIPS 198-1) of the JDK's own provider, by name. Stateless. */
public final class HmacSha256 {
    /** Length of a MAC, in bytes. */
    public static final int LENGTH = 32;

    private HmacSha256() {}

    /** The MAC of a message. */
    public static byte[] mac(KeyBytes key, byte[] message) {
        return key.mac().doFinal(message);
    }

    /** Whether this is the MAC of the message; takes the same time wherever the first difference is. */
    public static boolean verifies(KeyBytes key, byte[] message, byte[] mac) {
        return MessageDigest.isEqual(mac(key, message), mac);
    }

    /** Another one in the same state. */
    static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new InternalBugException("HmacSHA256 of provider SunJCE cannot be copied", e);
        }
    }

    /** Overwrites the key with zeros. */
    static void forget(Mac keyed) {
        try {
            keyed.init(new SecretKeySpec(new byte[LENGTH], keyed.getAlgorithm()));
        } catch (InvalidKeyException e) {
            throw new InternalBugException("HmacSHA256 of provider SunJCE refuses a key of zeros", e);
        }
    }

    /** A MAC that waits for its message. */
    static Mac keyed(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256", "SunJCE");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new InternalBugException("HmacSHA256 of provider SunJCE is missing", e);
        }
    }
}
