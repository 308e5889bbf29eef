package io.credentialstore.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.support.Clear;
import io.credentialstore.support.Hex;
import io.credentialstore.support.Inside;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A secret")
class SecretTest {
    private static final String TEXT = "s3cr€t 😀";

    private final Secret secret = Secret.ofString(TEXT);

    @Test
    void allFactories_sameText_giveEqualSecrets() {
        assertThat(Secret.of(TEXT.toCharArray())).isEqualTo(secret);
        assertThat(Secret.of(("xx" + TEXT + "y").toCharArray(), 2, TEXT.length()))
                .isEqualTo(secret);
        assertThat(Secret.ofUtf8(TEXT.getBytes(UTF_8))).isEqualTo(secret);
        assertThat(secret.duplicate()).isEqualTo(secret).isNotSameAs(secret);
    }

    @Test
    @DisplayName("P12: every code point of Unicode is kept")
    void roundTrip_everyCodePointOfUnicode_isKept() {
        for (int start = 0; start <= Character.MAX_CODE_POINT; start += 4_096) {
            String text = IntStream.range(start, start + 4_096)
                    .filter(c -> Character.getType(c) != Character.SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            try (Secret all = Secret.ofString(text)) {
                assertThat(Clear.text(all)).isEqualTo(text);
                assertThat(all.useUtf8(Hex::encode)).isEqualTo(Hex.encode(text.getBytes(UTF_8)));
                assertThat(all.length()).isEqualTo(text.getBytes(UTF_8).length);
            }
        }
    }

    @Test
    void emptyText_always_isASecret() {
        assertThat(Secret.of(new char[0]).length()).isZero();
        assertThat(Clear.text(Secret.ofUtf8(new byte[0]))).isEmpty();
    }

    static Stream<String> unpairedSurrogates() {
        return Stream.of("\ud800", "\udbffx", "x\udc00", "\udfff", "\udc00\ud800", "\ud800\ud800\udc00", "é€\ud83d");
    }

    @ParameterizedTest
    @MethodSource("unpairedSurrogates")
    @DisplayName("P12: an unpaired surrogate is refused without quoting it")
    void of_unpairedSurrogate_isRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Secret.of(text.toCharArray()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("secret is not well-formed UTF-16");
        assertThatThrownBy(() -> Secret.ofString(text)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0",
                "c080",
                "c1bf",
                "c3",
                "c328",
                "e08080",
                "e282",
                "e28228",
                "eda080",
                "edbfbf",
                "f0",
                "f0808080",
                "f09f98",
                "f4908080",
                "f8888080",
                "fe",
                "ff",
                "6180",
                "c3a9c3"
            })
    void ofUtf8_malformed_isRefusedWithoutQuotingIt(String hex) {
        assertThatThrownBy(() -> Secret.ofUtf8(Hex.decode(hex)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("secret is not well-formed UTF-8")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "😀"})
    void of_limitOfBytes_isAcceptedAndOneCharacterMoreRefused(String one) {
        String longest = one.repeat(Secret.MAX_BYTES / one.getBytes(UTF_8).length);

        assertThat(Clear.text(Secret.ofString(longest))).isEqualTo(longest);
        assertThat(Secret.ofUtf8(longest.getBytes(UTF_8)).length()).isLessThanOrEqualTo(Secret.MAX_BYTES);
        assertThatThrownBy(() -> Secret.ofString(longest + one))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> Secret.ofUtf8((longest + one).getBytes(UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void factories_null_areRefused() {
        assertThatThrownBy(() -> Secret.of(null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Secret.of(null, 0, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Secret.ofUtf8(null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Secret.ofString(null)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void of_rangeOutsideOfTheArray_isRefused() {
        char[] text = TEXT.toCharArray();

        assertThatThrownBy(() -> Secret.of(text, 1, text.length)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Secret.of(text, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Secret.of(text, 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void factories_always_copyWhatTheyGet() {
        byte[] utf8 = TEXT.getBytes(UTF_8);
        char[] chars = TEXT.toCharArray();
        Secret fromBytes = Secret.ofUtf8(utf8);
        Secret fromChars = Secret.of(chars);

        utf8[0]++;
        chars[0]++;

        assertThat(List.of(fromBytes, fromChars)).containsOnly(secret);
    }

    @Test
    void use_afterItReturned_hasOverwrittenTheCopy() {
        List<char[]> chars = new ArrayList<>();
        List<byte[]> bytes = new ArrayList<>();

        secret.use(chars::add);
        secret.useUtf8(bytes::add);

        assertThat(chars.get(0)).hasSize(TEXT.length()).containsOnly('\0');
        assertThat(bytes.get(0)).hasSize(secret.length()).containsOnly(0);
        assertThat(Clear.text(secret)).isEqualTo(TEXT);
    }

    @Test
    void use_readerThatThrows_passesItOnAndOverwritesTheCopy() {
        List<char[]> chars = new ArrayList<>();
        List<byte[]> bytes = new ArrayList<>();

        assertThatThrownBy(() -> secret.use(copy -> {
                    chars.add(copy);
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> secret.useUtf8(copy -> {
                    bytes.add(copy);
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);

        assertThat(chars.get(0)).containsOnly('\0');
        assertThat(bytes.get(0)).containsOnly(0);
    }

    @Test
    void close_always_overwritesAndDropsTheBytes() {
        byte[] held = Inside.field(secret, "utf8", byte[].class);
        assertThat(held).isEqualTo(TEXT.getBytes(UTF_8));

        secret.close();

        assertThat(held).containsOnly(0);
        assertThat(Inside.field(secret, "utf8", byte[].class)).isNull();
        assertThat(secret.isClosed()).isTrue();
    }

    @Test
    void anyReading_afterClose_throws() {
        secret.close();
        secret.close();

        assertThatThrownBy(() -> secret.use(String::new)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> secret.useUtf8(String::new)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(secret::duplicate).isInstanceOf(ClosedException.class);
        assertThat(secret.length()).isEqualTo(TEXT.getBytes(UTF_8).length);
    }

    @Test
    void close_ofADuplicate_leavesTheOriginal() {
        secret.duplicate().close();

        assertThat(Clear.text(secret)).isEqualTo(TEXT);
    }

    @Test
    void equals_otherTexts_isFalse() {
        assertThat(Stream.of("", "s", TEXT + " ", " " + TEXT, TEXT.toUpperCase(Locale.ROOT))
                        .map(Secret::ofString))
                .doesNotContain(secret);
        assertThat(secret).isNotEqualTo(TEXT).isNotEqualTo(null).isEqualTo(secret);
    }

    @Test
    void equals_closed_isTrueOnlyForItself() {
        Secret same = Secret.ofString(TEXT);
        same.close();

        assertThat(secret).isNotEqualTo(same);
        assertThat(same).isNotEqualTo(secret).isEqualTo(same);
    }

    @Test
    void hashCodeAndToString_anyText_areTheSame() {
        List<Secret> secrets =
                Stream.of("", "a", "b", TEXT).map(Secret::ofString).toList();

        assertThat(secrets.stream().map(Secret::hashCode).distinct()).hasSize(1);
        assertThat(secrets.stream().map(Secret::toString).distinct()).containsExactly("[redacted]");
    }
}
