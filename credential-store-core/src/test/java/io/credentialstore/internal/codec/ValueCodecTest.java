package io.credentialstore.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.AnyValue;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.OAuthToken.RefreshEndpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCodecTest {
    @Provide
    static Arbitrary<CredentialValue> values() {
        return AnyValue.any();
    }

    private static CredentialValue decode(CredentialType type, String json) {
        return ValueCodec.decode(type, json.getBytes(UTF_8));
    }

    private static CredentialValue again(CredentialValue value) {
        return ValueCodec.decode(value.type(), ValueCodec.encode(value));
    }

    private static ApiKey key(String text) {
        return new ApiKey(Secret.ofString(text));
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void decode_whatWasEncoded_isTheSameValue(@ForAll("values") CredentialValue value) {
        assertThat(again(value)).isEqualTo(value);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void encode_anyValue_isPaddedJsonThatOthersCanRead(@ForAll("values") CredentialValue value) throws IOException {
        byte[] json = ValueCodec.encode(value);
        JsonNode read = new ObjectMapper().readTree(json);

        assertThat(json.length % 64).isZero();
        assertThat(json.length).isPositive();
        assertThat(read.isObject()).isTrue();
        assertThat(new String(json, UTF_8).stripTrailing()).endsWith("}");
    }

    static Stream<CredentialValue> longest() {
        return Stream.of("a", "\1", "\"", "é", "€", "😀", "\n\\")
                .map(one -> one.repeat(Secret.MAX_BYTES / one.getBytes(UTF_8).length))
                .flatMap(text -> Stream.of(
                        key(text),
                        new BasicAuth("me", Secret.ofString(text)),
                        new DbConnection("db", 1, "d", "u", Secret.ofString(text), true)));
    }

    @ParameterizedTest
    @MethodSource("longest")
    void decode_longestSecret_isTheSameValue(CredentialValue value) {
        assertThat(again(value)).isEqualTo(value);
    }

    @Test
    void decode_customCredentialOfMostlyQuotes_isTheSameValue() {
        String json = "{\"a\":\"" + "\\\"".repeat((Secret.MAX_BYTES - 8) / 2) + "\"}";
        CustomCredential value = new CustomCredential(Secret.ofString(json));

        assertThat(again(value)).isEqualTo(value);
    }

    @Test
    @DisplayName("R5: secrets of all lengths take only multiples of 64 bytes")
    void encode_secretsOfAllLengths_takeOnlyMultiplesOf64() {
        List<Integer> lengths = IntStream.rangeClosed(1, 4_096)
                .map(length -> ValueCodec.encode(key("x".repeat(length))).length)
                .boxed()
                .toList();

        assertThat(lengths).allMatch(length -> length % 64 == 0).isSorted();
        assertThat(lengths.stream().distinct()).hasSize(1 + (4_096 + 13) / 64);
    }

    @Test
    void encode_oneValueOfEachShape_givesTheseFields() {
        OAuthToken token = OAuthToken.of(Secret.ofString("a"));

        assertWritten(key("a"), "{'apiKey':'a'}");
        assertWritten(new ApiKey(Secret.ofString("a"), Secret.ofString("")), "{'apiKey':'a','apiSecret':''}");
        assertWritten(new BasicAuth("u", Secret.ofString("p")), "{'username':'u','password':'p'}");
        assertWritten(
                new DbConnection("h", 1, "d", "u", Secret.ofString("p"), true),
                "{'host':'h','port':1,'database':'d','username':'u','password':'p','ssl':true}");
        assertWritten(new CustomCredential(Secret.ofString("{ }")), "{'json':'{ }'}");
        assertWritten(token, "{'accessToken':'a','scopes':[]}");
        assertWritten(
                token.withRefreshToken(Secret.ofString("r"))
                        .withExpiresAt(Instant.EPOCH)
                        .withTokenType("Bearer")
                        .withScopes(List.of("x", "y"))
                        .withRefreshEndpoint(new RefreshEndpoint(URI.create("https://e/"), "c", Secret.ofString("s"))),
                "{'accessToken':'a','refreshToken':'r','expiresAt':'1970-01-01T00:00:00.000Z','tokenType':'Bearer',"
                        + "'scopes':['x','y'],'tokenEndpoint':'https://e/','clientId':'c','clientSecret':'s'}");
    }

    private static void assertWritten(CredentialValue value, String json) {
        assertThat(new String(ValueCodec.encode(value), UTF_8).stripTrailing()).isEqualTo(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x':null",
                "'x':1.5e300",
                "'x':123456789012345678901234567890",
                "'x':true",
                "'x':'y'",
                "'x':[]",
                "'x':['y',1,null]",
                "'x':[{'apiKey':'no','apiSecret':'no'}]",
                "'x':[[['no']],'y']",
                "'x':{'apiKey':'no','apiSecret':'no'}",
                "'x':{'y':[{'apiSecret':'no'}]}"
            })
    void decode_fieldOfALaterVersion_isPassedOver(String field) {
        String unknown = field.replace('\'', '"');

        assertThat(List.of(
                        decode(CredentialType.API_KEY, "{" + unknown + ",\"apiKey\":\"k\"}"),
                        decode(CredentialType.API_KEY, "{\"apiKey\":\"k\"," + unknown + "}  ")))
                .containsOnly(key("k"));
    }

    @ParameterizedTest
    @EnumSource
    void decode_notTheFormOfItsType_isADefectAndQuotesNothing(CredentialType type) {
        assertThat(Stream.of(
                        "",
                        "canary",
                        "\"canary\"",
                        "{",
                        "{}",
                        "[\"canary\"]",
                        "{\"canary\":\"canary\"}",
                        "{\"apiKey\":1,\"password\":[\"canary\"],\"port\":\"canary\",\"json\":{}}",
                        "{\"json\":\"canary\",\"privateKey\":\"canary\",\"apiKey\":\"\"}",
                        "{\"apiKey\":\"canary\\ud800\"}",
                        "{\"apiKey\":\"canary\",\"apiKey\":\"canary\"}",
                        "{\"apiKey\":[\"canary\"",
                        "{\"apiKey\":[\"canary\",{"))
                .allSatisfy(json -> assertThatThrownBy(() -> decode(type, json))
                        .isInstanceOf(InternalBugException.class)
                        .hasMessageContaining(type.code())
                        .hasMessageNotContaining("canary")
                        .hasNoCause()
                        .hasNoSuppressedExceptions());
    }
}
