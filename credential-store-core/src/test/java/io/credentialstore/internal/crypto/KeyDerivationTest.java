package io.credentialstore.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.support.Bits;
import io.credentialstore.support.Hex;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PBKDF2 and HKDF")
class KeyDerivationTest {
    private static final byte[] PASSWORD = "password".getBytes(UTF_8);
    private static final byte[] SALT = "salt".getBytes(UTF_8);

    @ParameterizedTest(name = "{0} iterations, {1} bytes")
    @CsvSource({"0, 32", "-1, 32", "-2147483648, 32", "1, 0", "1, -1"})
    void pbkdf2_countsBelowOne_areRefused(int iterations, int length) {
        assertThatThrownBy(() -> Pbkdf2.derive(PASSWORD, SALT, iterations, length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pbkdf2_longerOutput_startsWithTheShorterOne() {
        byte[] longest = Pbkdf2.derive(PASSWORD, SALT, 3, 100);

        assertThat(Stream.of(1, 31, 32, 33, 64, 99).map(length -> Pbkdf2.derive(PASSWORD, SALT, 3, length)))
                .allSatisfy(shorter -> assertThat(longest).startsWith(shorter));
    }

    @Test
    void pbkdf2_anyBitOfPasswordOrSaltFlipped_givesAnotherKey() {
        Stream<byte[]> keys = Stream.concat(
                Bits.flips(PASSWORD).map(other -> Pbkdf2.derive(other, SALT, 2, 32)),
                Bits.flips(SALT).map(other -> Pbkdf2.derive(PASSWORD, other, 2, 32)));

        assertThat(Stream.concat(keys, Stream.of(Pbkdf2.derive(PASSWORD, SALT, 2, 32)))
                        .map(Hex::encode))
                .doesNotHaveDuplicates();
    }

    @Test
    void pbkdf2_otherIterations_giveAnotherKey() {
        assertThat(Stream.of(1, 2, 3, 1_000, 1_001).map(n -> Hex.encode(Pbkdf2.derive(PASSWORD, SALT, n, 32))))
                .doesNotHaveDuplicates();
    }

    @Test
    void pbkdf2_always_leavesThePasswordToItsOwner() {
        byte[] password = PASSWORD.clone();

        Pbkdf2.derive(password, SALT, 2, 32);

        assertThat(password).isEqualTo(PASSWORD);
    }

    @Test
    @DisplayName("K6: another label gives another key")
    void hkdf_otherLabel_givesAnotherKey() {
        KeyBytes key = KeyBytes.owning(new byte[KeyBytes.LENGTH]);

        assertThat(Stream.of("", "unlock", "header", "id", "unlock ")
                        .map(label -> Hex.encode(Hkdf.expand(key, label).getEncoded())))
                .doesNotHaveDuplicates()
                .doesNotContain(Hex.encode(key.getEncoded()));
    }
}
