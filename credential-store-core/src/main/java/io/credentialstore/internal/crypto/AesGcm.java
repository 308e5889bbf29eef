package io.credentialstore.internal.crypto;

import io.credentialstore.error.InternalBugException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) of the JDK's own provider, by name. IV 12 and tag 16 bytes are constants and are never
 * taken from stored data. Stateless.
 */
public final class AesGcm {
    /** Length of an initialization vector, in bytes: 96 bits, SP 800-38D section 8.2. */
    public static final int IV_LENGTH = 12;

    /** Length of a tag, in bytes: 128 bits, the longest of SP 800-38D section 5.2.1.2. */
    public static final int TAG_LENGTH = 16;

    private AesGcm() {}

    /**
     * What encryption yields.
     *
     * @param iv {@value AesGcm#IV_LENGTH} bytes
     * @param ciphertext as long as the plaintext
     * @param tag {@value AesGcm#TAG_LENGTH} bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // lives between two calls; compared by nobody
    public record Sealed(byte[] iv, byte[] ciphertext, byte[] tag) {}

    /** Encrypts under a fresh IV that the cipher draws from the generator; no caller can choose one. */
    public static Sealed encrypt(KeyBytes key, byte[] plaintext, byte[] associatedData, SecureRandom random) {
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.ENCRYPT_MODE, key, random);
            cipher.updateAAD(associatedData);
            byte[] output = cipher.doFinal(plaintext);
            return new Sealed(
                    cipher.getIV(),
                    Arrays.copyOf(output, plaintext.length),
                    Arrays.copyOfRange(output, plaintext.length, output.length));
        } catch (GeneralSecurityException e) {
            throw new InternalBugException("AES-256-GCM encryption failed", e);
        }
    }

    /** Decrypts; empty when key, IV, ciphertext, tag or associated data do not belong together. */
    public static Optional<byte[]> decrypt(KeyBytes key, Sealed sealed, byte[] associatedData) {
        if (sealed.iv().length != IV_LENGTH || sealed.tag().length != TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG_LENGTH, sealed.iv()));
            cipher.updateAAD(associatedData);
            cipher.update(sealed.ciphertext());
            return Optional.of(cipher.doFinal(sealed.tag()));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new InternalBugException("AES-256-GCM decryption failed", e);
        }
    }

    private static Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    }
}
