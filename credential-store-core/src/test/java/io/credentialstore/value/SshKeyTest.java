package io.credentialstore.value;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.Bits;
import io.credentialstore.support.Clear;
import io.credentialstore.support.Keys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SSH keys")
class SshKeyTest {
    private static final String OPENSSH = "OPENSSH PRIVATE KEY";

    static Stream<Arguments> keys() throws GeneralSecurityException, IOException {
        return Stream.of(
                Arguments.of("PRIVATE KEY", "PKCS#8 RSA", Keys.pkcs8(Keys.RSA)),
                Arguments.of("PRIVATE KEY", "PKCS#8 EC", Keys.pkcs8(Keys.EC)),
                Arguments.of("PRIVATE KEY", "PKCS#8 Ed25519", Keys.pkcs8(Keys.ED25519)),
                Arguments.of("RSA PRIVATE KEY", "PKCS#1", Keys.traditional(Keys.RSA)),
                Arguments.of("EC PRIVATE KEY", "SEC 1", Keys.traditional(Keys.EC)),
                Arguments.of("ENCRYPTED PRIVATE KEY", "PKCS#8", Keys.encryptedPkcs8(Keys.EC, "correct horse")),
                Arguments.of(OPENSSH, "Ed25519", openSshEd25519()),
                Arguments.of(OPENSSH, "RSA", Keys.openSsh("none", Keys.rsaPublic(), Keys.rsaPrivate())),
                Arguments.of(
                        OPENSSH, "encrypted", Keys.openSsh("aes256-ctr", Keys.ed25519Public(), new byte[] {1, 2, 3})));
    }

    private static byte[] openSshEd25519() {
        return Keys.openSsh("none", Keys.ed25519Public(), Keys.ed25519Private(7, 7));
    }

    private static boolean accepts(String text) {
        try (Secret secret = Secret.ofString(text);
                SshKey key = new SshKey(secret)) {
            return Clear.text(key.privateKey()).equals(text);
        } catch (InvalidInputException e) {
            assertThat(e).hasMessageContaining("ssh-keygen -p").hasNoCause();
            assertThat(e.field()).isEqualTo("privateKey");
            return false;
        }
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("keys")
    void key_ofThisForm_isAcceptedAndKeptAsItIs(String label, String kind, byte[] der) {
        String pem = Keys.pem(label, der);

        assertThat(Stream.of(
                        pem,
                        pem.strip(),
                        pem.replace("\n", "\r\n"),
                        "\n\n  " + pem + "\t\n",
                        pem.replaceAll("(?<=[A-Za-z0-9+/=])\n(?=[A-Za-z0-9+/=])", "")))
                .as(kind)
                .allMatch(SshKeyTest::accepts);
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("keys")
    void key_cutAnywhere_isRefused(String label, String kind, byte[] der) {
        String pem = Keys.pem(label, der).strip();

        assertThat(IntStream.range(1, pem.length()).mapToObj(end -> pem.substring(0, end)))
                .as(kind)
                .noneMatch(SshKeyTest::accepts);
        assertThat(IntStream.range(0, der.length).mapToObj(end -> Keys.pem(label, Arrays.copyOf(der, end))))
                .noneMatch(SshKeyTest::accepts);
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("keys")
    void key_withSomethingAfterItsEnd_isRefused(String label, String kind, byte[] der) {
        String pem = Keys.pem(label, der);

        assertThat(Stream.of(
                        Keys.pem(label, Arrays.copyOf(der, der.length + 1)),
                        pem + pem,
                        pem + "x",
                        "x" + pem,
                        "x\n" + pem))
                .as(kind)
                .noneMatch(SshKeyTest::accepts);
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("keys")
    void key_underAnotherLabel_isRefused(String label, String kind, byte[] der) {
        assertThat(Stream.of(
                                "PUBLIC KEY",
                                "CERTIFICATE",
                                "RSA PUBLIC KEY",
                                "DSA PRIVATE KEY",
                                "SSH2 ENCRYPTED PRIVATE KEY",
                                "private key",
                                "",
                                OPENSSH,
                                "PRIVATE KEY",
                                "RSA PRIVATE KEY",
                                "EC PRIVATE KEY")
                        .filter(other -> !other.equals(label)))
                .as(kind)
                .noneMatch(other -> accepts(Keys.pem(other, der)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIVATE KEY",
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                OPENSSH,
                "PUBLIC KEY",
                "CERTIFICATE"
            })
    void publicKeyOrGarbage_underAnyLabel_isRefused(String label) {
        byte[] certificate = Keys.join(new byte[] {0x30, (byte) 0x82, 1, 0}, new byte[256]);

        assertThat(Stream.of(
                        Keys.RSA.getPublic().getEncoded(),
                        Keys.EC.getPublic().getEncoded(),
                        Keys.ED25519.getPublic().getEncoded(),
                        Keys.rsaPublic(),
                        certificate,
                        "hello".getBytes(US_ASCII),
                        new byte[0],
                        new byte[1_000]))
                .noneMatch(der -> accepts(Keys.pem(label, der)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "not a key",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA me@host",
                "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none",
                "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----"
            })
    void otherText_always_isRefused(String text) {
        assertThat(accepts(text)).isFalse();
    }

    @Test
    void armour_endOfAnotherLabel_isRefused() {
        String pem = Keys.pem("PRIVATE KEY", Keys.pkcs8(Keys.EC));

        assertThat(accepts(pem.replace("END PRIVATE", "END PUBLIC"))).isFalse();
        assertThat(accepts(pem.replace("END PRIVATE KEY-----", "END PRIVATE KEY")))
                .isFalse();
        assertThat(accepts(pem.replace("\n-----END", "é\n-----END"))).isFalse();
    }

    @Test
    void openSsh_checkNumbersThatDiffer_isRefused() {
        assertThat(accepts(Keys.pem(OPENSSH, Keys.openSsh("none", Keys.ed25519Public(), Keys.ed25519Private(7, 8)))))
                .isFalse();
    }

    @Test
    void openSsh_anyBitOfMagicOrNumberOfKeysFlipped_isRefused() {
        byte[] blob = openSshEd25519();
        Stream<byte[]> magic = Bits.flips(Arrays.copyOf(blob, 15))
                .map(head -> Keys.join(head, Arrays.copyOfRange(blob, 15, blob.length)));
        // after the names of cipher and key derivation and its options
        Stream<byte[]> keys = Bits.flips(Arrays.copyOfRange(blob, 35, 39))
                .map(number -> Keys.join(Arrays.copyOf(blob, 35), number, Arrays.copyOfRange(blob, 39, blob.length)));

        assertThat(Stream.concat(magic, keys))
                .hasSize(8 * (15 + 4))
                .noneMatch(changed -> accepts(Keys.pem(OPENSSH, changed)));
    }

    @Test
    void rsa_modulusThatIsNotTheProduct_isRefused() {
        byte[] der = Keys.traditional(Keys.RSA);
        der[40] ^= 1; // within the modulus

        assertThat(accepts(Keys.pem("RSA PRIVATE KEY", der))).isFalse();
    }

    @Test
    void publicKey_limit_isAcceptedAndOneMoreRefused() {
        Secret secret = Secret.ofString(Keys.pem("PRIVATE KEY", Keys.pkcs8(Keys.EC)));

        assertThat(new SshKey(secret, null, "x".repeat(16_384)).publicKey()).hasSize(16_384);
        assertThatThrownBy(() -> new SshKey(secret, null, "x".repeat(16_385)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("16384");
        assertThatThrownBy(() -> new SshKey(secret, null, "ssh-rsa AAAA\n")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new SshKey(secret, null, " ")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void privateKey_missingOrEmpty_isRefused() {
        assertThatThrownBy(() -> new SshKey(null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new SshKey(Secret.ofString(""))).isInstanceOf(InvalidInputException.class);
    }
}
