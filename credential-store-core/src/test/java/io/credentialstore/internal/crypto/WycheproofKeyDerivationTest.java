package io.credentialstore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.support.Vectors;
import io.credentialstore.support.Vectors.Case;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Wycheproof: HKDF-SHA256 and PBKDF2-HMAC-SHA256")
class WycheproofKeyDerivationTest {
    @BeforeAll
    static void vectors_arePresent() {
        Vectors.requirePresent();
    }

    static Stream<Case> validHkdf() {
        return Vectors.wycheproof("hkdf_sha256_test.json").stream().filter(Case::isValid);
    }

    static Stream<Case> invalidHkdf() {
        return Vectors.wycheproof("hkdf_sha256_test.json").stream().filter(c -> !c.isValid());
    }

    static List<Case> pbkdf2() {
        return Vectors.wycheproof("pbkdf2_hmacsha256_test.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validHkdf")
    void hkdf_valid_givesTheOutputOfTheVector(Case vector) {
        assertThat(hkdf(vector)).isEqualTo(vector.bytes("okm"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidHkdf")
    void hkdf_moreThan255Blocks_isRefused(Case vector) {
        assertThatThrownBy(() -> hkdf(vector)).isInstanceOf(RuntimeException.class);
    }

    private static byte[] hkdf(Case vector) {
        return Hkdf.derive(vector.bytes("ikm"), vector.bytes("salt"), vector.bytes("info"), vector.number("size"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pbkdf2")
    void pbkdf2_always_givesTheKeyOfTheVector(Case vector) {
        byte[] key = Pbkdf2.derive(
                vector.bytes("password"),
                vector.bytes("salt"),
                vector.number("iterationCount"),
                vector.number("dkLen"));

        assertThat(vector.isValid()).isTrue();
        assertThat(key).isEqualTo(vector.bytes("dk"));
    }
}
