package io.credentialstore.value;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A private key for SSH, as the key file's text.
 *
 * @param privateKey PEM (RFC 7468: PKCS#8, PKCS#1, SEC 1) or OpenSSH's own format; it must parse
 * @param passphrase what decrypts the key file, or null
 * @param publicKey the public half in {@code authorized_keys} form, or null
 */
public record SshKey(
        Secret privateKey,
        @Nullable Secret passphrase,
        @Nullable String publicKey) implements CredentialValue {
    private static final int MAX_PUBLIC_KEY = 16_384;

    /**
     * Parses the private key. Of an encrypted one only the envelope can be checked.
     *
     * @throws InvalidInputException when it does not parse, or a part is too long
     */
    public SshKey {
        Parts.present("privateKey", privateKey);
        Parts.within64KiB(privateKey, passphrase);
        if (publicKey != null) {
            Checks.text("publicKey", publicKey, MAX_PUBLIC_KEY);
        }
        if (!privateKey.useUtf8(PrivateKeyText::parses)) {
            throw new InvalidInputException(
                    "privateKey",
                    "must be a private key in PEM (PKCS#8, PKCS#1, SEC 1) or OpenSSH format;"
                            + " convert others with ssh-keygen -p");
        }
    }

    /**
     * A key file without a passphrase.
     *
     * @param privateKey the key file's text
     */
    public SshKey(Secret privateKey) {
        this(privateKey, null, null);
    }

    @Override
    public CredentialType type() {
        return CredentialType.SSH_KEY;
    }

    @Override
    public void close() {
        Parts.close(privateKey, passphrase);
    }

    @Override
    public String toString() {
        return "SshKey[redacted]";
    }
}
