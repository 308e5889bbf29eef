package io.credentialstore.value;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;

/**
 * Parses the text of a private key far enough to know that it is one: the PEM armour (RFC 7468), then ASN.1 (RFC 5958,
 * 8017, 5915) by Bouncy Castle or OpenSSH's own layout (PROTOCOL.key of OpenSSH). Wipes its own arrays; Bouncy Castle
 * keeps copies of ASN.1 keys until they are collected.
 */
final class PrivateKeyText {
    private static final byte[] OPENSSH_MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private PrivateKeyText() {}

    static boolean parses(byte[] text) {
        int begin = indexOf(text, BEGIN, 0);
        int labelEnd = begin < 0 ? -1 : indexOf(text, DASHES, begin + BEGIN.length());
        if (labelEnd < 0 || labelEnd - begin > 64 || !blank(text, 0, begin)) {
            return false;
        }
        String label =
                new String(text, begin + BEGIN.length(), labelEnd - begin - BEGIN.length(), StandardCharsets.US_ASCII);
        int body = labelEnd + DASHES.length();
        String endLine = "-----END " + label + DASHES;
        int end = indexOf(text, endLine, body);
        return end >= 0
                && blank(text, end + endLine.length(), text.length)
                && parses(label, Arrays.copyOfRange(text, body, end));
    }

    private static boolean parses(String label, byte[] armoured) {
        byte[] decoded = new byte[armoured.length];
        byte[] der = new byte[0];
        try {
            int length = Base64.getMimeDecoder().decode(armoured, decoded);
            der = Arrays.copyOf(decoded, length);
            return hasOnlyBase64(armoured) && isKey(label, der);
        } catch (RuntimeException e) {
            return false; // every parser below signals malformed input so; the text must not reach a message
        } finally {
            Arrays.fill(armoured, (byte) 0);
            Arrays.fill(decoded, (byte) 0);
            Arrays.fill(der, (byte) 0);
        }
    }

    private static boolean isKey(String label, byte[] der) {
        return switch (label) {
            case "OPENSSH PRIVATE KEY" -> isOpenSsh(ByteBuffer.wrap(der));
            case "PRIVATE KEY" -> isPkcs8(PrivateKeyInfo.getInstance(der));
            case "ENCRYPTED PRIVATE KEY" ->
                EncryptedPrivateKeyInfo.getInstance(der).getEncryptedData().length > 0;
            case "RSA PRIVATE KEY" -> isRsa(RSAPrivateKey.getInstance(der));
            case "EC PRIVATE KEY" -> isSec1(ASN1Sequence.getInstance(der));
            default -> false;
        };
    }

    private static boolean isPkcs8(PrivateKeyInfo key) {
        try {
            return key.parsePrivateKey() != null;
        } catch (IOException e) {
            return false; // the inner structure does not parse
        }
    }

    private static boolean isRsa(RSAPrivateKey key) {
        return key.getPrime1().multiply(key.getPrime2()).equals(key.getModulus());
    }

    /** Bouncy Castle does not look at the version, which tells this sequence from others. */
    private static boolean isSec1(ASN1Sequence key) {
        return ASN1Integer.getInstance(key.getObjectAt(0)).hasValue(1)
                && ECPrivateKey.getInstance(key).getKey().signum() > 0;
    }

    private static boolean isOpenSsh(ByteBuffer key) {
        try {
            byte[] magic = new byte[OPENSSH_MAGIC.length];
            key.get(magic);
            boolean encrypted = !"none".equals(new String(field(key), StandardCharsets.US_ASCII));
            field(key); // key derivation function
            field(key); // its options
            boolean one = key.getInt() == 1;
            byte[] publicKey = field(key);
            ByteBuffer privatePart = part(key);
            boolean whole = Arrays.equals(magic, OPENSSH_MAGIC) && one && publicKey.length > 0 && !key.hasRemaining();
            return whole && (encrypted || samePair(privatePart));
        } catch (BufferUnderflowException e) {
            return false; // shorter than its own lengths say
        }
    }

    /** OpenSSH starts the private part with one random number written twice, then the algorithm and the key. */
    private static boolean samePair(ByteBuffer part) {
        int first = part.getInt();
        int second = part.getInt();
        return first == second && part(part).hasRemaining() && part(part).hasRemaining();
    }

    private static byte[] field(ByteBuffer from) {
        ByteBuffer part = part(from);
        byte[] field = new byte[part.remaining()];
        part.get(field);
        return field;
    }

    /** A view of the next length-prefixed part, without a copy that would have to be wiped. */
    private static ByteBuffer part(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return part;
    }

    private static boolean hasOnlyBase64(byte[] text) {
        for (byte b : text) {
            if (!Character.isLetterOrDigit(b) && b != '+' && b != '/' && b != '=' && !Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    private static boolean blank(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] text, String ascii, int from) {
        byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i <= text.length - wanted.length; i++) {
            if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
