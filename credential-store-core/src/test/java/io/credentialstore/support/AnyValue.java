package io.credentialstore.support;

import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.OAuthToken.RefreshEndpoint;
import io.credentialstore.value.SshKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Values of all six types with anything in them that the types allow. */
public final class AnyValue {
    private static final int[] SPECIAL = {'"', '\\', '/', 0x7f, 0x80, 0x2028, 0xfffe, 0x1f600, 0x10ffff};

    private AnyValue() {}

    /** Any well-formed text, with a liking for what JSON has to escape. */
    public static Arbitrary<String> text(int maxCodePoints) {
        return Arbitraries.randomValue(random -> random.ints(random.nextInt(maxCodePoints + 1), 0, 10)
                .map(kind -> codePoint(random, kind))
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    private static int codePoint(Random random, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt(0x20);
            case 1 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 2, 3, 4, 5 -> 0x20 + random.nextInt(0x5f);
            default -> random.nextInt(Character.MAX_CODE_POINT + 1);
        };
    }

    /** Any secret, also an empty one. */
    public static Arbitrary<Secret> secret() {
        return text(200).map(Secret::ofString);
    }

    private static Arbitrary<Secret> present() {
        return text(200).filter(text -> !text.isEmpty()).map(Secret::ofString);
    }

    /** Text as {@code Checks.text} allows it. */
    public static Arbitrary<String> name() {
        return text(60).filter(text -> !text.isBlank())
                .filter(text -> text.codePoints().mapToObj(Character::getType).noneMatch(AnyValue::isRefused));
    }

    private static boolean isRefused(int type) {
        return List.of(
                        Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE)
                .contains((byte) type);
    }

    /** Any API key. */
    public static Arbitrary<ApiKey> apiKey() {
        return Combinators.combine(present(), secret().injectNull(0.3)).as(ApiKey::new);
    }

    /** Any user name and password. */
    public static Arbitrary<BasicAuth> basicAuth() {
        return Combinators.combine(name(), secret()).as(BasicAuth::new);
    }

    /** Any database. */
    public static Arbitrary<DbConnection> database() {
        return Combinators.combine(
                        Arbitraries.of("db", "10.0.0.1", "[::1]", "db-1.example.com"),
                        Arbitraries.integers().between(1, 65_535),
                        name(),
                        name(),
                        secret(),
                        Arbitraries.of(true, false))
                .as(DbConnection::new);
    }

    private static Arbitrary<RefreshEndpoint> endpoint() {
        return Combinators.combine(
                        Arbitraries.of("https://a.example/t?x=%20", "http://localhost:1/", "https://[2001:db8::1]/ü")
                                .map(URI::create),
                        name(),
                        secret().injectNull(0.3))
                .as(RefreshEndpoint::new);
    }

    /** Any OAuth token. */
    public static Arbitrary<OAuthToken> oauthToken() {
        StringArbitrary scope = Arbitraries.strings()
                .withCharRange('#', '[')
                .withCharRange(']', '~')
                .withChars('!')
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<Instant> expiry =
                Arbitraries.longs().between(0, 253_402_300_799_000L).map(Instant::ofEpochMilli);
        return Combinators.combine(
                        present(),
                        present().injectNull(0.3),
                        expiry.injectNull(0.3),
                        name().injectNull(0.3),
                        scope.list().ofMaxSize(5),
                        endpoint().injectNull(0.3))
                .as((access, refresh, expires, type, scopes, endpoint) -> {
                    OAuthToken token = OAuthToken.of(access).withScopes(scopes).withRefreshEndpoint(endpoint);
                    token = refresh == null ? token : token.withRefreshToken(refresh);
                    token = expires == null ? token : token.withExpiresAt(expires);
                    return type == null ? token : token.withTokenType(type);
                });
    }

    /** Any of some real keys, with any passphrase. */
    public static Arbitrary<SshKey> sshKey() {
        Arbitrary<Secret> key = Arbitraries.of(
                        Keys.pem("PRIVATE KEY", Keys.pkcs8(Keys.ED25519)),
                        Keys.pem("RSA PRIVATE KEY", Keys.traditional(Keys.RSA)).replace("\n", "\r\n"),
                        Keys.pem("EC PRIVATE KEY", Keys.traditional(Keys.EC)))
                .map(Secret::ofString);
        return Combinators.combine(key, secret().injectNull(0.3), name().injectNull(0.3))
                .as(SshKey::new);
    }

    /** Any flat JSON object of strings, as it would be written by others. */
    public static Arbitrary<CustomCredential> custom() {
        return text(100).map(text -> new CustomCredential(Secret.ofString("{ \"k\" :\"" + escaped(text) + "\"}\n")));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c -> escaped.append(
                        c < 0x20 || c == '"' || c == '\\' ? String.format("\\u%04x", c) : Character.toString(c)));
        return escaped.toString();
    }

    /** Any value of any type. */
    public static Arbitrary<CredentialValue> any() {
        return Arbitraries.oneOf(apiKey(), basicAuth(), database(), oauthToken(), sshKey(), custom());
    }
}
