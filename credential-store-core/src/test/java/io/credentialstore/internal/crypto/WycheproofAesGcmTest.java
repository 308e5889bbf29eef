package io.credentialstore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.support.GivenRandom;
import io.credentialstore.support.Vectors;
import io.credentialstore.support.Vectors.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Wycheproof: AES-GCM")
class WycheproofAesGcmTest {
    private static final Predicate<Case> KEY_OF_FORMAT = c -> c.number("keySize") == 256;
    private static final Predicate<Case> IV_OF_FORMAT = c -> c.number("ivSize") == 96;

    @BeforeAll
    static void vectors_arePresent() {
        Vectors.requirePresent();
    }

    private static List<Case> all() {
        return Vectors.wycheproof("aes_gcm_test.json");
    }

    static Stream<Case> parametersOfFormat() {
        return all().stream().filter(KEY_OF_FORMAT.and(IV_OF_FORMAT));
    }

    static Stream<Case> validParametersOfFormat() {
        return parametersOfFormat().filter(Case::isValid);
    }

    static Stream<Case> otherIvs() {
        return all().stream().filter(KEY_OF_FORMAT.and(IV_OF_FORMAT.negate()));
    }

    static Stream<Case> otherKeys() {
        return all().stream().filter(KEY_OF_FORMAT.negate());
    }

    @Test
    void cases_withParametersOfTheFormatAndOthers_areAllRun() {
        assertThat(parametersOfFormat()).hasSize(66);
        assertThat(otherIvs().count() + otherKeys().count()).isEqualTo(250);
        assertThat(all()).hasSize(316).allMatch(c -> c.number("tagSize") == 128);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parametersOfFormat")
    void decrypt_parametersOfFormat_acceptsExactlyTheValid(Case vector) {
        Optional<byte[]> plaintext = decrypt(vector);

        assertThat(plaintext.isPresent()).isEqualTo(vector.isValid());
        plaintext.ifPresent(bytes -> assertThat(bytes).isEqualTo(vector.bytes("msg")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validParametersOfFormat")
    void encrypt_underTheIvOfTheVector_givesItsCiphertext(Case vector) {
        GivenRandom random = new GivenRandom(vector.bytes("iv"));

        AesGcm.Sealed sealed =
                AesGcm.encrypt(KeyBytes.owning(vector.bytes("key")), vector.bytes("msg"), vector.bytes("aad"), random);

        assertThat(random.drawn()).as("bytes drawn").isEqualTo(AesGcm.IV_LENGTH);
        assertThat(sealed.iv()).isEqualTo(vector.bytes("iv"));
        assertThat(sealed.ciphertext()).isEqualTo(vector.bytes("ct"));
        assertThat(sealed.tag()).isEqualTo(vector.bytes("tag"));
    }

    @ParameterizedTest(name = "not a parameter of the format: {0}")
    @MethodSource("otherIvs")
    void decrypt_otherIvLength_isRefused(Case vector) {
        assertThat(decrypt(vector)).isEmpty();
    }

    @ParameterizedTest(name = "not a parameter of the format: {0}")
    @MethodSource("otherKeys")
    void key_ofOtherLength_isRefused(Case vector) {
        assertThatThrownBy(() -> decrypt(vector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }

    private static Optional<byte[]> decrypt(Case vector) {
        AesGcm.Sealed sealed = new AesGcm.Sealed(vector.bytes("iv"), vector.bytes("ct"), vector.bytes("tag"));
        return AesGcm.decrypt(KeyBytes.owning(vector.bytes("key")), sealed, vector.bytes("aad"));
    }
}
