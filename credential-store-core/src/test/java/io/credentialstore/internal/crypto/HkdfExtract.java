package io.credentialstore.internal.crypto;

import javax.crypto.spec.SecretKeySpec;

/** The first step of RFC 5869, with which its vectors begin and which the format has no use for. */
final class HkdfExtract {
    private HkdfExtract() {}

    static KeyBytes of(byte[] salt, byte[] input) {
        byte[] key = salt.length == 0 ? new byte[HmacSha256.LENGTH] : salt;
        return KeyBytes.owning(
                HmacSha256.keyed(new SecretKeySpec(key, "HmacSHA256")).doFinal(input));
    }
}
