package io.credentialstore.value;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 access token, with what it takes to renew it (RFC 6749 sections 5.1 and 6).
 *
 * <p>A class and not a record because most parts are optional: {@code OAuthToken.of(token).withRefreshToken(…)}.
 * The parts that are not secret may be read freely.
 */
public final class OAuthToken implements CredentialValue {
    /** Most scopes a token may carry. */
    public static final int MAX_SCOPES = 256;

    // RFC 6749 section 3.3: printable ASCII but no space, quote or backslash
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Secret accessToken;
    private final @Nullable Secret refreshToken;
    private final @Nullable Instant expiresAt;
    private final @Nullable String tokenType;
    private final List<String> scopes;
    private final @Nullable RefreshEndpoint refreshEndpoint;

    private OAuthToken(
            Secret accessToken,
            @Nullable Secret refreshToken,
            @Nullable Instant expiresAt,
            @Nullable String tokenType,
            List<String> scopes,
            @Nullable RefreshEndpoint refreshEndpoint) {
        this.accessToken = Parts.present("accessToken", accessToken);
        this.refreshToken = refreshToken;
        this.expiresAt = Checks.optionalInstant("expiresAt", expiresAt);
        this.tokenType = Checks.optionalText("tokenType", tokenType);
        this.scopes = checked(scopes);
        this.refreshEndpoint = refreshEndpoint;
        Parts.within64KiB(accessToken, refreshToken, refreshEndpoint == null ? null : refreshEndpoint.clientSecret());
    }

    /**
     * Where and as whom a token is renewed.
     *
     * @param tokenEndpoint absolute; https, or http on loopback; no user info and no fragment
     * @param clientId the client's public name, 1 to 512 characters
     * @param clientSecret the client's secret, or null for a public client
     */
    public record RefreshEndpoint(
            URI tokenEndpoint, String clientId, @Nullable Secret clientSecret) {
        /**
         * Checks the parts.
         *
         * @throws InvalidInputException when one breaks its rule
         */
        public RefreshEndpoint {
            checkEndpoint(tokenEndpoint);
            Checks.text("clientId", clientId);
        }

        @Override
        public String toString() {
            return "RefreshEndpoint[redacted]";
        }
    }

    /**
     * A bare access token.
     *
     * @param accessToken the token, not empty
     * @return the value
     * @throws InvalidInputException when it is empty
     */
    public static OAuthToken of(Secret accessToken) {
        return new OAuthToken(accessToken, null, null, null, List.of(), null);
    }

    /**
     * With the token that renews it.
     *
     * @param token the refresh token, not empty
     * @return a value that shares its secrets with this one
     * @throws InvalidInputException when it is empty, or the secrets exceed 64 KiB
     */
    public OAuthToken withRefreshToken(Secret token) {
        Secret refresh = Parts.present("refreshToken", token);
        return new OAuthToken(accessToken, refresh, expiresAt, tokenType, scopes, refreshEndpoint);
    }

    /**
     * With the access token's expiry, kept to the millisecond. It may be past when there is a refresh token.
     *
     * @param expiry when the access token ends
     * @return a value that shares its secrets with this one
     */
    public OAuthToken withExpiresAt(Instant expiry) {
        Instant kept = Checks.notNull("expiresAt", expiry);
        return new OAuthToken(accessToken, refreshToken, kept, tokenType, scopes, refreshEndpoint);
    }

    /**
     * With the token's type, as the server named it, such as {@code Bearer}.
     *
     * @param name the type, 1 to 512 characters
     * @return a value that shares its secrets with this one
     */
    public OAuthToken withTokenType(String name) {
        return new OAuthToken(accessToken, refreshToken, expiresAt, name, scopes, refreshEndpoint);
    }

    /**
     * With what the token is good for.
     *
     * @param granted at most {@value #MAX_SCOPES} scopes in the characters of RFC 6749 section 3.3
     * @return a value that shares its secrets with this one
     */
    public OAuthToken withScopes(List<String> granted) {
        return new OAuthToken(accessToken, refreshToken, expiresAt, tokenType, granted, refreshEndpoint);
    }

    /**
     * With where it is renewed.
     *
     * @param endpoint the token endpoint and client
     * @return a value that shares its secrets with this one
     */
    public OAuthToken withRefreshEndpoint(RefreshEndpoint endpoint) {
        return new OAuthToken(accessToken, refreshToken, expiresAt, tokenType, scopes, endpoint);
    }

    private static List<String> checked(List<String> scopes) {
        Checks.range("scopes", Checks.notNull("scopes", scopes).size(), 0, MAX_SCOPES);
        List<String> copy =
                scopes.stream().map(scope -> Checks.notNull("scopes", scope)).toList();
        if (!copy.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            throw new InvalidInputException(
                    "scopes", "must be 1 to 256 printable ASCII characters without space, '\"' or '\\'");
        }
        return copy;
    }

    private static void checkEndpoint(@Nullable URI uri) {
        URI endpoint = Checks.notNull("tokenEndpoint", uri);
        Checks.text("tokenEndpoint", endpoint.toString(), 2_048);
        String host = endpoint.getHost();
        if (host == null || endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
            throw new InvalidInputException(
                    "tokenEndpoint", "must be absolute, with a host and without user info or fragment");
        }
        boolean secure = "https".equalsIgnoreCase(endpoint.getScheme());
        if (!secure && !("http".equalsIgnoreCase(endpoint.getScheme()) && LOOPBACK.contains(host))) {
            throw new InvalidInputException("tokenEndpoint", "must be https, or http on loopback");
        }
    }

    /**
     * The access token.
     *
     * @return the secret, closed together with this value
     */
    public Secret accessToken() {
        return accessToken;
    }

    /**
     * The token that renews it.
     *
     * @return the secret, closed together with this value
     */
    public Optional<Secret> refreshToken() {
        return Optional.ofNullable(refreshToken);
    }

    /**
     * When the access token ends. The store hands out an expired token: renewing it is the caller's business.
     *
     * @return the instant, to the millisecond
     */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /**
     * The token's type, as the server named it.
     *
     * @return the type, such as {@code Bearer}
     */
    public Optional<String> tokenType() {
        return Optional.ofNullable(tokenType);
    }

    /**
     * What it is good for.
     *
     * @return the scopes, in the order they were given
     */
    public List<String> scopes() {
        return scopes;
    }

    /**
     * Where it is renewed.
     *
     * @return the endpoint and client
     */
    public Optional<RefreshEndpoint> refreshEndpoint() {
        return Optional.ofNullable(refreshEndpoint);
    }

    @Override
    public CredentialType type() {
        return CredentialType.OAUTH_TOKEN;
    }

    @Override
    public void close() {
        Parts.close(accessToken, refreshToken, refreshEndpoint == null ? null : refreshEndpoint.clientSecret());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OAuthToken that
                && accessToken.equals(that.accessToken)
                && refreshToken().equals(that.refreshToken())
                && expiresAt().equals(that.expiresAt())
                && tokenType().equals(that.tokenType())
                && scopes.equals(that.scopes)
                && refreshEndpoint().equals(that.refreshEndpoint());
    }

    @Override
    public int hashCode() {
        return scopes.hashCode();
    }

    @Override
    public String toString() {
        return "OAuthToken[redacted]";
    }
}
