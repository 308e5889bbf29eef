package io.credentialstore.support;

import io.credentialstore.secret.Secret;

/** Secrets of tests, in the clear. */
public final class Clear {
    private Clear() {}

    /** The text. */
    public static String text(Secret secret) {
        return secret.use(String::new);
    }
}
