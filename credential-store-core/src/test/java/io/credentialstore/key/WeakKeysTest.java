package io.credentialstore.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.support.Hex;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeakKeysTest {
    static Stream<String> guessable() {
        return Stream.of(
                        "00",
                        "ff",
                        "5a",
                        "0001",
                        "dead",
                        "deadbeef",
                        "cafebabe",
                        "01020304",
                        "12345678",
                        "0123456789abcdef",
                        "fedcba9876543210",
                        "1122334455667788",
                        "000102030405060708090a0b0c0d0e0f",
                        "00112233445566778899aabbccddeeff",
                        "0123456789abcdeffedcba9876543210",
                        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                        "1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100",
                        "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff000102030405060708090a0b0c0d0e0f",
                        "000306090c0f1215181b1e2124272a2d303336393c3f4245484b4e5154575a5d",
                        "00112233445566778899aabbccddeeffffeeddccbbaa99887766554433221100",
                        Hex.encode("this is my very secret key 12345".getBytes(UTF_8)),
                        Hex.encode("CorrectHorseBatteryStaple!#$%&()".getBytes(UTF_8)))
                .map(pattern -> pattern.repeat(64 / pattern.length()));
    }

    @ParameterizedTest
    @MethodSource("guessable")
    @DisplayName("R2: examples, patterns and text are refused as keys")
    void key_thatIsAnExampleAPatternOrText_isRefusedWithTheWayToMakeAGoodOne(String hex) {
        assertThat(hex).hasSize(64);
        assertThatThrownBy(() -> MasterKey.ofHex(hex.toCharArray())).satisfies(e -> assertRefusal(e, hex));
        assertThatThrownBy(() -> MasterKey.ofBytes(Hex.decode(hex))).satisfies(e -> assertRefusal(e, hex));
    }

    /** A refusal says how to make a good key and holds no part of the bad one. */
    static void assertRefusal(Throwable refusal, String given) {
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        MasterKeyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MASTER_KEY_MALFORMED))
                .hasMessageContaining("openssl rand -hex 32")
                .hasNoCause();
        assertThat(IntStream.rangeClosed(0, given.length() - 8).mapToObj(i -> given.substring(i, i + 8)))
                .noneMatch(refusal.getMessage()::contains);
    }

    @Property(tries = 10_000)
    void key_ofRandomBytes_isNeverRefused(@ForAll long seed) {
        byte[] key = new byte[32];
        new Random(seed * 0x9E3779B97F4A7C15L + 1).nextBytes(key);

        assertThatCode(() -> MasterKey.ofBytes(key).close()).doesNotThrowAnyException();
    }

    @Property(tries = 1_000)
    @Label("R2: a repeated pattern is refused as a key")
    void key_repeatedPatternOfUpTo16Bytes_isRefused(@ForAll @Size(min = 1, max = 16) byte[] pattern) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = pattern[i % pattern.length];
        }

        assertThatThrownBy(() -> MasterKey.ofBytes(key)).isInstanceOf(MasterKeyException.class);
    }

    @Test
    void key_with17DifferentBytes_isTheFirstToBeAccepted() {
        byte[] key = Hex.decode("03a1f27c4490d8e56b1f37c28e05fa71".repeat(2));
        assertThatThrownBy(() -> MasterKey.ofBytes(key)).hasMessageContaining("repeated pattern");

        key[31]++;
        assertThatCode(() -> MasterKey.ofBytes(key)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaa", "abcdabcdabcd", "111122223333", "            ", "😀😀😀😀😀😀😀"})
    @DisplayName("R2: a passphrase of fewer than five different characters is refused and not quoted")
    void passphrase_ofFewerThanFiveCharacters_isRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> MasterKey.ofPassphrase(text.toCharArray()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageNotContaining(text)
                .hasMessageContaining("five different characters");
    }
}
