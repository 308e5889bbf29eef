package io.credentialstore.internal.seal;

import io.credentialstore.internal.codec.ValueCodec;
import io.credentialstore.internal.crypto.AesGcm;
import io.credentialstore.internal.crypto.CanonicalEncoder;
import io.credentialstore.internal.crypto.ValueCipher;
import io.credentialstore.internal.crypto.ValueCipher.SealedValue;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.CredentialType;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.value.CredentialValue;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into rows of {@code credential_versions} and back. Each ciphertext is bound to its format version, store,
 * credential, version, type, key term and iterations, so it opens in no other place. Thread-safe; closing wipes the
 * cached keys.
 */
public final class ValueVault implements AutoCloseable {
    /** The version of the stored format that this library writes and reads. */
    public static final int FORMAT_VERSION = 1;

    private final DataKeys keys;
    private final String storeId;
    private final ValueCipher cipher;

    /** For one store. */
    public ValueVault(DataKeys keys, String storeId, SecureRandom random) {
        this.keys = keys;
        this.storeId = storeId;
        this.cipher = new ValueCipher(random);
    }

    /** Encrypts a value into an active version that still lacks its row MAC. Closes nothing. */
    public StoredVersion seal(
            String credentialId, int version, CredentialValue value, String createdAt, @Nullable String createdBy) {
        byte[] plaintext = ValueCodec.encode(value);
        try {
            byte[] context =
                    context(credentialId, version, value.type(), keys.active().term(), ValueCipher.ITERATIONS);
            SealedValue sealed = cipher.seal(keys.active().value(), context, plaintext);
            return new StoredVersion(
                    credentialId,
                    version,
                    Bytes.of(sealed.sealed().ciphertext()),
                    Bytes.of(sealed.salt()),
                    Bytes.of(sealed.sealed().iv()),
                    Bytes.of(sealed.sealed().tag()),
                    ValueCipher.ITERATIONS,
                    keys.activeId(),
                    "active",
                    createdAt,
                    createdBy,
                    null,
                    Bytes.of(new byte[0]));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** Decrypts a version whose row MAC was verified; empty when its ciphertext does not belong there. */
    public Optional<CredentialValue> open(StoredVersion row, CredentialType type) {
        DataKey key = keys.find(row.encryptionKeyId());
        if (key == null) {
            return Optional.empty();
        }
        byte[] context = context(row.credentialId(), row.version(), type, key.term(), row.kdfIterations());
        SealedValue sealed = new SealedValue(
                row.salt().toArray(),
                new AesGcm.Sealed(
                        row.iv().toArray(),
                        row.encryptedValue().toArray(),
                        row.authTag().toArray()));
        return cipher.open(row.credentialId(), key.value(), context, row.kdfIterations(), sealed)
                .map(plaintext -> decode(type, plaintext));
    }

    private static CredentialValue decode(CredentialType type, byte[] plaintext) {
        try {
            return ValueCodec.decode(type, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private byte[] context(String credentialId, int version, CredentialType type, int term, int iterations) {
        return CanonicalEncoder.of("value")
                .number(FORMAT_VERSION)
                .text(storeId)
                .text(credentialId)
                .number(version)
                .text(type.code())
                .number(term)
                .number(iterations)
                .toBytes();
    }

    /** Wipes the cached keys of one credential. */
    public void forget(String credentialId) {
        cipher.forget(credentialId);
    }

    @Override
    public void close() {
        cipher.close();
    }
}
