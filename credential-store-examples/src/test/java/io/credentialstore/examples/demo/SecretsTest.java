package io.credentialstore.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search at the end of the demo is only worth something when it finds what is there. */
class SecretsTest {
    private static final byte[] SECRET = "fake_key_~?/+\u00fc".getBytes(StandardCharsets.UTF_8);

    private static long found(byte[] haystack) {
        try (Secrets secrets = new Secrets();
                Secret secret = Secret.ofUtf8(SECRET);
                Secret other = secrets.make("fake_other_")) {
            secrets.remember(secret);
            assertThat(other.length()).isEqualTo(43);
            return secrets.countIn(haystack);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void countIn_nothingThere_isZero() {
        assertThat(found(new byte[0])).isZero();
        assertThat(found(bytes("fake_key_~?/"))).isZero();
    }

    @Test
    void countIn_plainOrHexadecimal_isOne() {
        assertThat(found(("x" + new String(SECRET, StandardCharsets.UTF_8) + "y").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(found(bytes("x" + HexFormat.of().formatHex(SECRET)))).isEqualTo(1);
        assertThat(found(bytes(HexFormat.of().withUpperCase().formatHex(SECRET))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
    void countIn_base64OfTextAroundIt_isOne(String before) {
        byte[] around =
                (before + new String(SECRET, StandardCharsets.UTF_8) + "after").getBytes(StandardCharsets.UTF_8);

        assertThat(found(Base64.getEncoder().encode(around))).isEqualTo(1);
        assertThat(found(Base64.getUrlEncoder().withoutPadding().encode(around)))
                .isEqualTo(1);
    }
}
