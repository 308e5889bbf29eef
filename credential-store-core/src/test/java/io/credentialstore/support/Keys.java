package io.credentialstore.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Real key pairs, made once for each run of the tests, in the formats that key files have. */
public final class Keys {
    /** RSA, 2048 bits. */
    public static final KeyPair RSA = pair("RSA", 2_048);

    /** EC over P-256. */
    public static final KeyPair EC = pair("EC", 256);

    /** Ed25519. */
    public static final KeyPair ED25519 = pair("Ed25519", 255);

    private Keys() {}

    private static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new LinkageError(algorithm, e);
        }
    }

    /** RFC 7468. */
    public static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** PKCS#8 (RFC 5958). */
    public static byte[] pkcs8(KeyPair pair) {
        return pair.getPrivate().getEncoded();
    }

    /** What PKCS#8 wraps: PKCS#1 for RSA, SEC 1 for EC. */
    public static byte[] traditional(KeyPair pair) {
        try {
            return PrivateKeyInfo.getInstance(pkcs8(pair))
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
        } catch (IOException e) {
            throw new LinkageError("PKCS#8 of the JDK", e);
        }
    }

    /** Encrypted PKCS#8. */
    public static byte[] encryptedPkcs8(KeyPair pair, String passphrase) throws GeneralSecurityException, IOException {
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.toCharArray())));
        AlgorithmIdentifier scheme = new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                ASN1Primitive.fromByteArray(cipher.getParameters().getEncoded()));
        return new EncryptedPrivateKeyInfo(scheme, cipher.doFinal(pkcs8(pair))).getEncoded();
    }

    /** OpenSSH's own layout (PROTOCOL.key), put together by hand, around a private part and its public one. */
    public static byte[] openSsh(String cipher, byte[] publicPart, byte[] privatePart) {
        return join(
                "openssh-key-v1\0".getBytes(US_ASCII),
                field(cipher),
                field(cipher.equals("none") ? "none" : "bcrypt"),
                field(new byte[0]),
                number(1),
                field(publicPart),
                field(privatePart));
    }

    /** The public part of the Ed25519 key. */
    public static byte[] ed25519Public() {
        return join(field("ssh-ed25519"), field(tail(ED25519.getPublic().getEncoded(), 32)));
    }

    /** The private part of the Ed25519 key, with these two check numbers. */
    public static byte[] ed25519Private(int check, int checkAgain) {
        byte[] seed = tail(pkcs8(ED25519), 32);
        byte[] point = tail(ED25519.getPublic().getEncoded(), 32);
        return padded(join(
                number(check),
                number(checkAgain),
                field("ssh-ed25519"),
                field(point),
                field(join(seed, point)),
                field("me@host")));
    }

    /** The public part of the RSA key. */
    public static byte[] rsaPublic() {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) RSA.getPrivate();
        return join(field("ssh-rsa"), field(key.getPublicExponent()), field(key.getModulus()));
    }

    /** The private part of the RSA key. */
    public static byte[] rsaPrivate() {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) RSA.getPrivate();
        return padded(join(
                number(7),
                number(7),
                field("ssh-rsa"),
                field(key.getModulus()),
                field(key.getPublicExponent()),
                field(key.getPrivateExponent()),
                field(key.getCrtCoefficient()),
                field(key.getPrimeP()),
                field(key.getPrimeQ()),
                field("me@host")));
    }

    /** The last bytes of an encoding. */
    public static byte[] tail(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }

    /** A number in four bytes. */
    public static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] field(BigInteger value) {
        return field(value.toByteArray());
    }

    private static byte[] field(String text) {
        return field(text.getBytes(US_ASCII));
    }

    private static byte[] field(byte[] content) {
        return join(number(content.length), content);
    }

    /** Padded with 1, 2, 3 … to a multiple of eight. */
    private static byte[] padded(byte[] part) {
        byte[] padded = Arrays.copyOf(part, (part.length + 7) / 8 * 8);
        for (int i = part.length; i < padded.length; i++) {
            padded[i] = (byte) (i - part.length + 1);
        }
        return padded;
    }

    /** One after the other. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
