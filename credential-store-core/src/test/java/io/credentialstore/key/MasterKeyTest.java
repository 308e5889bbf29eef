package io.credentialstore.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.support.Bits;
import io.credentialstore.support.Clear;
import io.credentialstore.support.Hex;
import io.credentialstore.support.Inside;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A master key")
class MasterKeyTest {
    static final String HEX = "7f3c9a1e5d2b8046c0ffee11a5b6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8";

    private final MasterKey key = MasterKey.ofHex(HEX.toCharArray());

    private static String read(MasterKey key) {
        return key.use(Hex::encode);
    }

    static Stream<String> goodForms() {
        return Stream.of(
                HEX, HEX.toUpperCase(Locale.ROOT), HEX + "\n", HEX + "\r\n", " \t" + HEX + "  ", "\n\n" + HEX + "\n\n");
    }

    @ParameterizedTest
    @MethodSource("goodForms")
    @DisplayName("K11: 64 hexadecimal digits in any case, between white space, are the key")
    void ofHex_64DigitsInAnyCaseBetweenWhiteSpace_areTheKey(String hex) {
        assertThat(read(MasterKey.ofHex(hex.toCharArray()))).isEqualTo(HEX);
    }

    static Stream<String> badForms() {
        return Stream.of(
                "",
                " ",
                "\n",
                HEX.substring(1),
                HEX + "0",
                HEX + HEX,
                HEX.substring(32),
                "0123456789abcdef0123456789abcdef",
                "your-32-byte-hex-key",
                "0x" + HEX.substring(2),
                "0x" + HEX,
                "\"" + HEX + "\"",
                "MASTER_ENCRYPTION_KEY=" + HEX,
                HEX.substring(0, 32) + " " + HEX.substring(32),
                HEX.substring(0, 31) + "\n" + HEX.substring(32),
                HEX.substring(0, 63) + "g",
                "-" + HEX.substring(1),
                "+" + HEX.substring(1),
                HEX.substring(0, 63) + "\0",
                HEX.substring(0, 63) + "é",
                HEX.substring(0, 63) + "\uff11",
                HEX.substring(0, 63) + "\u0661",
                "\ufeff" + HEX,
                "ï»¿" + HEX,
                "\u00a0" + HEX,
                HEX.chars().mapToObj(c -> "\0" + (char) c).reduce("", String::concat),
                Base64.getEncoder().encodeToString(Hex.decode(HEX)),
                Base64.getEncoder().encodeToString(new byte[48]));
    }

    @ParameterizedTest
    @MethodSource("badForms")
    @DisplayName("K11: any other form, also Base64, is refused")
    void ofHex_anyOtherForm_isRefusedWithTheWayToMakeAGoodOne(String hex) {
        assertThatThrownBy(() -> MasterKey.ofHex(hex.toCharArray())).satisfies(e -> WeakKeysTest.assertRefusal(e, hex));
    }

    @Test
    void ofHex_anyDigitReplaced_isRefused() {
        assertThat(IntStream.range(0, 64).mapToObj(i -> HEX.substring(0, i) + "x" + HEX.substring(i + 1)))
                .allSatisfy(hex -> assertThatThrownBy(() -> MasterKey.ofHex(hex.toCharArray()))
                        .hasMessageContaining("not hexadecimal digits"));
    }

    @Test
    void ofBytes_anyLengthBut32_isRefused() {
        assertThat(Bits.otherLengths(Hex.decode(HEX), 65))
                .hasSize(65)
                .allSatisfy(bytes -> assertThatThrownBy(() -> MasterKey.ofBytes(bytes))
                        .isInstanceOf(MasterKeyException.class)
                        .hasMessageContaining("has " + bytes.length + " bytes")
                        .hasMessageContaining("openssl rand -hex 32"));
    }

    @Test
    void factories_null_areRefused() {
        assertThatThrownBy(() -> MasterKey.ofBytes(null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> MasterKey.ofHex(null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> MasterKey.ofPassphrase(null)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void factories_always_copyWhatTheyGetAndLeaveItAlone() {
        byte[] given = Hex.decode(HEX);
        MasterKey copy = MasterKey.ofBytes(given);
        assertThat(given).isEqualTo(Hex.decode(HEX));

        given[0]++;

        assertThat(read(copy)).isEqualTo(HEX);
    }

    @Test
    void generate_always_givesAnotherGoodKey() {
        List<String> keys = IntStream.range(0, 1_000)
                .mapToObj(i -> read(MasterKey.generate()))
                .toList();

        assertThat(keys)
                .doesNotHaveDuplicates()
                .allSatisfy(hex ->
                        assertThat(read(MasterKey.ofHex(hex.toCharArray()))).isEqualTo(hex));
    }

    static Stream<String> goodPassphrases() {
        return Stream.of("correct horse battery staple", "123456789abc", "x1y2z".repeat(204) + "abcd", "pässwörd 😀 €");
    }

    @ParameterizedTest
    @MethodSource("goodPassphrases")
    void ofPassphrase_withinTheLimits_isItsExactUtf8(String text) {
        MasterKey passphrase = MasterKey.ofPassphrase(text.toCharArray());

        assertThat(passphrase.isPassphrase()).isTrue();
        assertThat(read(passphrase)).isEqualTo(Hex.encode(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 1_025, 100_000})
    void ofPassphrase_outsideOfTheLimits_isRefusedWithoutQuotingIt(int length) {
        String text = "abcdefgh".repeat(length / 8 + 1).substring(0, length);

        assertThatThrownBy(() -> MasterKey.ofPassphrase(text.toCharArray()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessage("The passphrase has " + length + " characters; it must have 12 to 1024.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse \ud800", "\udc00correct horse", "correct \ud83d horse"})
    void ofPassphrase_unpairedSurrogate_isRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> MasterKey.ofPassphrase(text.toCharArray()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessage("The passphrase is not well-formed Unicode.");
    }

    @Test
    void toHex_rawKey_isWhatOfHexReads() {
        assertThat(Clear.text(key.toHex())).isEqualTo(HEX);
        assertThat(key.isPassphrase()).isFalse();
    }

    @Test
    void toHex_passphrase_isRefused() {
        assertThatThrownBy(MasterKey.ofPassphrase("correct horse battery".toCharArray())::toHex)
                .isInstanceOf(MasterKeyException.class);
    }

    @Test
    void use_afterItReturned_hasOverwrittenTheCopy() {
        List<byte[]> kept = new ArrayList<>();

        key.use(kept::add);

        assertThat(kept.get(0)).hasSize(32).containsOnly(0);
        assertThat(read(key)).isEqualTo(HEX);
    }

    @Test
    void close_always_overwritesAndDropsTheKey() {
        byte[] held = Inside.field(key, "content", byte[].class);
        MasterKey copy = key.duplicate();

        key.close();
        key.close();

        assertThat(held).hasSize(32).containsOnly(0);
        assertThat(Inside.field(key, "content", byte[].class)).isNull();
        assertThatThrownBy(() -> key.use(Hex::encode)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(key::toHex).isInstanceOf(ClosedException.class);
        assertThatThrownBy(key::duplicate).isInstanceOf(ClosedException.class);
        assertThat(read(copy)).isEqualTo(HEX);
    }

    @Test
    void equalsAndToString_always_sayNothingOfTheContent() {
        assertThat(key).isNotEqualTo(key.duplicate()).hasToString("MasterKey[redacted]");
    }
}
