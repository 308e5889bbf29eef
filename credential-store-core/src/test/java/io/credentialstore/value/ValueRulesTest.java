package io.credentialstore.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.Texts;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rules of API keys, user names, passwords and databases")
class ValueRulesTest {
    private static final Secret PASSWORD = Secret.ofString("canary");
    private static final Secret EMPTY = Secret.ofString("");

    private static Secret ofLength(int bytes) {
        return Secret.ofString("x".repeat(bytes));
    }

    private static void assertRefused(String field, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageNotContaining("canary");
    }

    @Test
    void apiKey_missingOrEmpty_isRefused() {
        assertRefused("apiKey", () -> new ApiKey(null));
        assertRefused("apiKey", () -> new ApiKey(EMPTY));
        assertRefused("apiKey", () -> new ApiKey(EMPTY, PASSWORD));
    }

    @Test
    void apiKey_bothPartsTogether_mayHave64KiB() {
        assertThat(new ApiKey(ofLength(65_536)).apiKey().length()).isEqualTo(65_536);
        assertThat(new ApiKey(ofLength(65_535), ofLength(1)).apiSecret().length())
                .isEqualTo(1);
        assertRefused("value", () -> new ApiKey(ofLength(65_536), ofLength(1)));
        assertRefused("value", () -> new ApiKey(ofLength(65_536), ofLength(65_536)));
    }

    @Test
    void sshKey_keyAndPassphraseTogether_mayHave64KiB() {
        assertRefused("value", () -> new SshKey(ofLength(65_536), ofLength(1), null));
    }

    @Test
    void oauthToken_allSecretsTogether_mayHave64KiB() {
        OAuthToken token = OAuthToken.of(ofLength(65_535));

        assertThat(token.withRefreshToken(ofLength(1)).refreshToken()).isPresent();
        assertRefused("value", () -> token.withRefreshToken(ofLength(2)));
    }

    @Test
    void basicAuth_username_isFreeText() {
        Texts.assertFreeText("username", 512, username -> new BasicAuth(username, PASSWORD));
        Texts.assertRefused("username", null, username -> new BasicAuth(username, PASSWORD));
    }

    @Test
    void basicAuth_password_mayBeEmptyButNotMissing() {
        assertThat(new BasicAuth("sk_live_1", EMPTY).password().length()).isZero();
        assertRefused("password", () -> new BasicAuth("me", null));
    }

    private static DbConnection db(String host, int port) {
        return new DbConnection(host, port, "orders", "app", PASSWORD, true);
    }

    @Test
    void database_nameAndUser_areFreeText() {
        Texts.assertFreeText("database", 512, name -> new DbConnection("db", 1, name, "app", PASSWORD, true));
        Texts.assertFreeText("username", 512, user -> new DbConnection("db", 1, "orders", user, PASSWORD, true));
        assertRefused("database", () -> new DbConnection("db", 1, null, "app", PASSWORD, true));
        assertRefused("username", () -> new DbConnection("db", 1, "orders", null, PASSWORD, true));
    }

    @Test
    void database_password_mayBeEmptyButNotMissing() {
        assertThat(new DbConnection("db", 1, "orders", "app", EMPTY, false).password())
                .isEqualTo(EMPTY);
        assertRefused("password", () -> new DbConnection("db", 1, "orders", "app", null, true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5_432, 65_534, 65_535})
    void port_withinTheRange_isAccepted(int port) {
        assertThat(db("db", port).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void port_outsideOfTheRange_isRefused(int port) {
        assertRefused("port", () -> db("db", port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "d",
                "1",
                "127.0.0.1",
                "db.example.com",
                "DB-1.example.com",
                "my_db",
                "xn--bcher-kva.example",
                "[::1]",
                "[2001:db8::1]",
                "[::ffff:127.0.0.1]"
            })
    void host_nameOrAddress_isAccepted(String host) {
        assertThat(db(host, 1).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-db",
                "db-",
                ".db",
                "db.",
                "_db",
                "a b",
                "db/x",
                "db:5432",
                "user@db",
                "db?x=1",
                "db#x",
                "db;x",
                "db%20",
                "db'",
                "bücher.example",
                "::1",
                "[]",
                "[::1",
                "::1]",
                "[::1]:5432",
                "[fe80::1%eth0]",
                "[g::1]",
                "[[::1]]",
                "db\n"
            })
    void host_anythingElse_isRefused(String host) {
        Texts.assertRefused("host", host, each -> db(each, 1));
    }

    @Test
    void host_limit_isAcceptedAndOneMoreRefused() {
        Function<Integer, String> host = length -> "a".repeat(length);

        assertThat(db(host.apply(253), 1).host()).hasSize(253);
        assertThat(Stream.of(254, 1_000_000))
                .allSatisfy(length -> assertRefused("host", () -> db(host.apply(length), 1)));
        assertThat(Texts.unprintable()).allSatisfy(text -> assertRefused("host", () -> db(text, 1)));
        assertRefused("host", () -> db(null, 1));
    }
}
