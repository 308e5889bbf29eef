package io.credentialstore.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Key files that ssh-keygen writes")
class SshKeygenTest {
    private static final String BINARY = "ssh-keygen";

    @TempDir
    private Path folder;

    @BeforeAll
    static void sshKeygen_isInstalled() {
        boolean found = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(path -> Files.isExecutable(Path.of(path, BINARY)));

        assumeTrue(found, BINARY + " is not installed");
    }

    private Path generate(String type, String bits, String format, String passphrase)
            throws IOException, InterruptedException {
        Path file = folder.resolve("key");
        Process process = new ProcessBuilder(
                        BINARY,
                        "-q",
                        "-t",
                        type,
                        "-b",
                        bits,
                        "-m",
                        format,
                        "-N",
                        passphrase,
                        "-C",
                        "me@host",
                        "-f",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return file;
    }

    @ParameterizedTest(name = "{0} {1}, format {2}, passphrase \"{3}\"")
    @CsvSource({
        "ed25519, 256,  RFC4716, ''",
        "ed25519, 256,  RFC4716, correct horse",
        "rsa,     2048, RFC4716, ''",
        "rsa,     2048, RFC4716, correct horse",
        "ecdsa,   256,  RFC4716, ''",
        "ecdsa,   256,  RFC4716, correct horse",
        "ecdsa,   384,  RFC4716, ''",
        "rsa,     2048, PKCS8,   ''",
        "rsa,     2048, PKCS8,   correct horse",
        "ecdsa,   256,  PKCS8,   ''",
        "ecdsa,   256,  PKCS8,   correct horse",
        "rsa,     2048, PEM,     ''",
        "ecdsa,   256,  PEM,     ''",
    })
    void privateKey_ofEachTypeAndFormat_isAccepted(String type, String bits, String format, String passphrase)
            throws IOException, InterruptedException {
        Path file = generate(type, bits, format, passphrase);
        String publicKey = Files.readString(Path.of(file + ".pub")).strip();

        try (Secret text = Secret.ofUtf8(Files.readAllBytes(file));
                SshKey key = new SshKey(text, Secret.ofString(passphrase), publicKey)) {
            assertThat(key.publicKey()).endsWith("me@host");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"rsa, 2048", "ecdsa, 256"})
    void privateKey_traditionalWithPassphrase_isRefusedWithTheWayToConvertIt(String type, String bits)
            throws IOException, InterruptedException {
        Secret text = Secret.ofUtf8(Files.readAllBytes(generate(type, bits, "PEM", "correct horse")));

        assertThatThrownBy(() -> new SshKey(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("convert others with ssh-keygen -p");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ed25519, 256", "rsa, 2048"})
    void publicKey_always_isRefused(String type, String bits) throws IOException, InterruptedException {
        Path file = generate(type, bits, "RFC4716", "");
        Secret text = Secret.ofUtf8(Files.readAllBytes(Path.of(file + ".pub")));

        assertThatThrownBy(() -> new SshKey(text)).isInstanceOf(InvalidInputException.class);
    }
}
