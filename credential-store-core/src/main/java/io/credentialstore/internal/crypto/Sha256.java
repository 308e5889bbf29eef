package io.credentialstore.internal.crypto;

import io.credentialstore.error.InternalBugException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** SHA-256 (FIPS 180-4) of the JDK's own provider, by name. Stateless. */
public final class Sha256 {
    private Sha256() {}

    /** A digest that waits for its message. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256", "SUN");
        } catch (GeneralSecurityException e) {
            throw new InternalBugException("SHA-256 of provider SUN is missing", e);
        }
    }
}
