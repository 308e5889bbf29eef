package io.credentialstore.security.leak;

import io.credentialstore.model.CredentialType;
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

/** Values of every type, made of the secrets that are searched for. */
final class Values {
    /** The user name that goes with passwords. */
    static final String USER = "fake-user";

    private final Secrets secrets;

    Values(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A new value with every secret part filled in, which the caller closes. */
    CredentialValue of(CredentialType type, int generation) {
        return switch (type) {
            case API_KEY -> new ApiKey(part(type, generation, "apiKey"), part(type, generation, "apiSecret"));
            case OAUTH_TOKEN -> oauthToken(generation);
            case BASIC_AUTH -> new BasicAuth(USER, part(type, generation, "password"));
            case DB_CONNECTION ->
                new DbConnection("db.example.com", 5432, "fake", USER, part(type, generation, "password"), true);
            case SSH_KEY ->
                new SshKey(part(type, generation, "privateKey"), part(type, generation, "passphrase"), null);
            case CUSTOM -> new CustomCredential(part(type, generation, "json"));
        };
    }

    private OAuthToken oauthToken(int generation) {
        CredentialType type = CredentialType.OAUTH_TOKEN;
        return OAuthToken.of(part(type, generation, "accessToken"))
                .withRefreshToken(part(type, generation, "refreshToken"))
                .withRefreshEndpoint(new RefreshEndpoint(
                        URI.create("https://auth.example.com/token"),
                        "fake-client",
                        part(type, generation, "clientSecret")));
    }

    /** One secret part, which the caller closes. */
    Secret part(CredentialType type, int generation, String part) {
        return secrets.secret(Secrets.label(type, generation, part));
    }
}
