package io.credentialstore.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.Texts;
import io.credentialstore.value.OAuthToken.RefreshEndpoint;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("OAuth tokens")
class OAuthTokenTest {
    private static final URI ENDPOINT = URI.create("https://auth.example.com/token");

    private final OAuthToken token = OAuthToken.of(Secret.ofString("canary"));

    private static RefreshEndpoint endpoint(URI uri) {
        return new RefreshEndpoint(uri, "client", null);
    }

    @Test
    void of_accessTokenAlone_hasNothingElse() {
        assertThat(token.type()).isEqualTo(CredentialType.OAUTH_TOKEN);
        assertThat(token.refreshToken()).isEmpty();
        assertThat(token.expiresAt()).isEmpty();
        assertThat(token.tokenType()).isEmpty();
        assertThat(token.scopes()).isEmpty();
        assertThat(token.refreshEndpoint()).isEmpty();
    }

    @Test
    void accessAndRefreshToken_missingOrEmpty_areRefused() {
        assertThatThrownBy(() -> OAuthToken.of(null)).hasMessageStartingWith("accessToken ");
        assertThatThrownBy(() -> OAuthToken.of(Secret.ofString(""))).hasMessageStartingWith("accessToken ");
        assertThatThrownBy(() -> token.withRefreshToken(null)).hasMessageStartingWith("refreshToken ");
        assertThatThrownBy(() -> token.withRefreshToken(Secret.ofString(""))).hasMessageStartingWith("refreshToken ");
    }

    @Test
    void tokenTypeAndClientId_areFreeText() {
        Texts.assertFreeText("tokenType", 512, token::withTokenType);
        Texts.assertFreeText("clientId", 512, id -> new RefreshEndpoint(ENDPOINT, id, null));
        Texts.assertRefused("clientId", null, id -> new RefreshEndpoint(ENDPOINT, id, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void expiry_withinFourDigitYears_isKeptAlsoWhenPast(String instant) {
        assertThat(token.withExpiresAt(Instant.parse(instant)).expiresAt()).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"})
    void expiry_outsideOfFourDigitYears_isRefused(String instant) {
        assertThatThrownBy(() -> token.withExpiresAt(Instant.parse(instant)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("expiresAt ");
    }

    @Test
    void expiry_finerThanAMillisecond_isCut() {
        assertThat(token.withExpiresAt(Instant.parse("2026-01-01T00:00:00.123999Z"))
                        .expiresAt())
                .contains(Instant.parse("2026-01-01T00:00:00.123Z"));
    }

    static List<String> everyPrintableAsciiCharacterButThree() {
        return IntStream.rangeClosed(0x21, 0x7e)
                .filter(c -> c != '"' && c != '\\')
                .mapToObj(Character::toString)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyPrintableAsciiCharacterButThree")
    void scope_characterOfRfc6749_isAccepted(String character) {
        assertThat(token.withScopes(List.of("a" + character)).scopes()).containsExactly("a" + character);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"", "a\\", "a\n", "\ta", "é", "a\u007f", "a\0", "😀"})
    void scope_anyOtherCharacter_isRefused(String scope) {
        assertThatThrownBy(() -> token.withScopes(List.of("read", scope)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("scopes ");
    }

    @Test
    void scopes_limits_areAcceptedAndOneMoreRefused() {
        List<String> most = IntStream.range(0, 256).mapToObj(i -> "s" + i).toList();
        List<String> tooMany = new ArrayList<>(most);
        tooMany.add("more");

        assertThat(token.withScopes(most).scopes()).hasSize(256);
        assertThat(token.withScopes(List.of("s".repeat(256))).scopes()).hasSize(1);
        assertThatThrownBy(() -> token.withScopes(tooMany)).hasMessageContaining("256");
        assertThatThrownBy(() -> token.withScopes(List.of("s".repeat(257)))).hasMessageContaining("256");
        assertThatThrownBy(() -> token.withScopes(null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> token.withScopes(Collections.nCopies(1, null)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void scopes_always_areCopied() {
        List<String> given = new ArrayList<>(List.of("read"));
        OAuthToken scoped = token.withScopes(given);

        given.add("write");

        assertThat(scoped.scopes()).containsExactly("read").isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example.com/token",
                "HTTPS://auth.example.com",
                "https://auth.example.com:8443/a?b=c%20d",
                "https://127.0.0.1/token",
                "https://[2001:db8::1]/token",
                "http://localhost/token",
                "http://localhost:8080",
                "http://127.0.0.1:1/token",
                "HTTP://[::1]:8080/token"
            })
    void tokenEndpoint_httpsOrLoopback_isAccepted(String uri) {
        assertThat(endpoint(URI.create(uri)).tokenEndpoint()).hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.example.com/token",
                "http://localhost.example.com/token",
                "http://127.0.0.1.example.com/token",
                "http://127.0.0.2/token",
                "http://[::2]/token",
                "http://0.0.0.0/token",
                "ftp://localhost/token",
                "file:///etc/passwd",
                "file://localhost/etc/passwd",
                "jar:https://example.com!/x",
                "mailto:me@example.com",
                "javascript:alert(1)",
                "/token",
                "token",
                "//auth.example.com/token",
                "https:/token",
                "https:///token",
                "https:auth.example.com",
                "https://user@auth.example.com/token",
                "https://user:password@auth.example.com/token",
                "https://@auth.example.com/token",
                "https://auth.example.com/token#fragment",
                "https://auth.example.com/token#",
                "http://auth.example.com@localhost/token",
                "https://auth.example.com/\u202etoken",
                "https://auth_server/token"
            })
    void tokenEndpoint_anythingElse_isRefused(String uri) {
        Texts.assertRefused("tokenEndpoint", uri, text -> endpoint(URI.create(text)));
    }

    @Test
    void tokenEndpoint_limit_isAcceptedAndOneMoreRefused() {
        String longest = "https://a/" + "x".repeat(2_048 - 10);

        assertThat(endpoint(URI.create(longest)).tokenEndpoint()).hasToString(longest);
        Texts.assertRefused("tokenEndpoint", longest + "x", text -> endpoint(URI.create(text)));
        assertThatThrownBy(() -> endpoint(null)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void close_always_closesEverySecretOnce() {
        Secret refresh = Secret.ofString("canary");
        Secret client = Secret.ofString("canary");
        OAuthToken whole =
                token.withRefreshToken(refresh).withRefreshEndpoint(new RefreshEndpoint(ENDPOINT, "me", client));

        whole.close();
        whole.close();

        assertThat(List.of(token.accessToken(), refresh, client)).allMatch(Secret::isClosed);
    }

    @Test
    void equals_anyPartDiffers_isFalse() {
        OAuthToken whole = whole();

        assertThat(whole).isEqualTo(whole()).hasSameHashCodeAs(whole());
        assertThat(List.of(
                        token,
                        whole.withRefreshToken(Secret.ofString("other")),
                        whole.withExpiresAt(Instant.EPOCH),
                        whole.withTokenType("mac"),
                        whole.withScopes(List.of()),
                        whole.withRefreshEndpoint(endpoint(ENDPOINT))))
                .doesNotContain(whole);
    }

    private OAuthToken whole() {
        return token.withRefreshToken(Secret.ofString("refresh"))
                .withExpiresAt(Instant.parse("2026-01-01T00:00:00Z"))
                .withTokenType("Bearer")
                .withScopes(List.of("read", "write"))
                .withRefreshEndpoint(new RefreshEndpoint(ENDPOINT, "me", Secret.ofString("client")));
    }
}
