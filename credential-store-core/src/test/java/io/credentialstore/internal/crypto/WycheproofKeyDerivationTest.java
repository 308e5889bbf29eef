package io.credentialstore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.support.Vectors;
import io.credentialstore.support.Vectors.Case;
import java.util.Arrays;
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

    static List<Case> pbkdf2() {
        return Vectors.wycheproof("pbkdf2_hmacsha256_test.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validHkdf")
    @DisplayName("the first block of the output; those that ask for too many blocks cannot be asked")
    void hkdf_valid_givesTheFirstBlockOfTheVector(Case vector) {
        KeyBytes extracted = HkdfExtract.of(vector.bytes("salt"), vector.bytes("ikm"));
        byte[] block = Hkdf.expand(extracted, vector.bytes("info")).getEncoded();
        byte[] expected = vector.bytes("okm");
        int common = Math.min(block.length, expected.length);

        assertThat(Arrays.copyOf(block, common)).isEqualTo(Arrays.copyOf(expected, common));
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
