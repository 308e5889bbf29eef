package io.credentialstore.testkit;

import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.SshKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** One obviously fake value of each type, with every optional part filled in. Each call makes a new one to close. */
public final class TestValues {
    private TestValues() {}

    /**
     * A value of a type.
     *
     * @param type the type
     * @return the value, which the caller closes
     */
    public static CredentialValue of(CredentialType type) {
        return switch (type) {
            case API_KEY -> apiKey();
            case OAUTH_TOKEN -> oauthToken();
            case BASIC_AUTH -> basicAuth();
            case DB_CONNECTION -> dbConnection();
            case SSH_KEY -> sshKey();
            case CUSTOM -> custom();
        };
    }

    /**
     * A secret.
     *
     * @param text its text
     * @return the secret, which the caller closes
     */
    public static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }

    /**
     * An API key with a secret half.
     *
     * @return the value, which the caller closes
     */
    public static ApiKey apiKey() {
        return new ApiKey(secret("fake-api-key"), secret("fake-api-secret"));
    }

    /**
     * An API key of which the test knows the text.
     *
     * @param key the key
     * @return the value, which the caller closes
     */
    public static ApiKey apiKey(String key) {
        return new ApiKey(secret(key));
    }

    /**
     * An OAuth token that expires in 2099 and can be renewed.
     *
     * @return the value, which the caller closes
     */
    public static OAuthToken oauthToken() {
        return OAuthToken.of(secret("fake-access-token"))
                .withRefreshToken(secret("fake-refresh-token"))
                .withExpiresAt(Instant.parse("2099-01-01T00:00:00Z"))
                .withTokenType("Bearer")
                .withScopes(List.of("fake:read", "fake:write"))
                .withRefreshEndpoint(new OAuthToken.RefreshEndpoint(
                        URI.create("https://auth.example.com/token"), "fake-client", secret("fake-client-secret")));
    }

    /**
     * A user name and password.
     *
     * @return the value, which the caller closes
     */
    public static BasicAuth basicAuth() {
        return new BasicAuth("fake-user", secret("fake-password"));
    }

    /**
     * A database and how to log in.
     *
     * @return the value, which the caller closes
     */
    public static DbConnection dbConnection() {
        return new DbConnection("db.example.com", 5432, "fake", "fake-role", secret("fake-db-password"), true);
    }

    /**
     * A private key that was made a moment ago and opens nothing.
     *
     * @return the value, which the caller closes
     */
    public static SshKey sshKey() {
        return new SshKey(freshPrivateKey(), secret("fake-passphrase"), "ssh-ed25519 fake-public-key");
    }

    private static Secret freshPrivateKey() {
        byte[] der = newKey();
        byte[] body = Base64.getMimeEncoder().encode(der);
        // put together here, so that scanners for committed keys do not take this file for one
        String pem = armour("BEGIN") + new String(body, StandardCharsets.US_ASCII) + "\n" + armour("END");
        Arrays.fill(der, (byte) 0);
        return secret(pem);
    }

    private static String armour(String edge) {
        return "-----" + edge + " PRIVATE KEY-----\n";
    }

    private static byte[] newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 17 has Ed25519", e);
        }
    }

    /**
     * Any JSON object.
     *
     * @return the value, which the caller closes
     */
    public static CustomCredential custom() {
        return new CustomCredential(secret("{\"token\":\"fake-token\",\"tenant\":{\"id\":7,\"name\":\"fäke\"}}"));
    }
}
