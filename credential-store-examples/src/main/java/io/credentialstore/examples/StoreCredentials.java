package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Storing values of different types, with and without more than a name. */
public final class StoreCredentials {
    private StoreCredentials() {}

    /**
     * Stores an OAuth token in the store's own environment, and a database login in another one.
     *
     * @param store the store
     * @param access an access token; closed by this method, as part of the value it goes into
     * @param refresh a refresh token; closed likewise
     * @param password a database password; closed likewise
     * @param nextYear when the login ends
     * @return the ids of both
     */
    public static List<CredentialId> run(
            CredentialStore store, Secret access, Secret refresh, Secret password, Instant nextYear) {
        // tag::store[]
        CredentialId google;
        try (OAuthToken token = OAuthToken.of(access)
                .withRefreshToken(refresh)
                .withExpiresAt(Instant.parse("2099-12-01T12:00:00Z"))
                .withScopes(List.of("drive.readonly", "gmail.send"))) {
            google = store.storeCredential("google_oauth", "google", token);
        }

        CredentialId orders;
        try (DbConnection login = new DbConnection("db.example.com", 5432, "orders", "app_user", password, true)) {
            orders = store.storeCredential(NewCredential.of("orders_db", "postgres", login)
                    .withEnvironment(Environment.STAGING)
                    .withMetadata(Metadata.of(Map.of("team", "payments")))
                    .withExpiresAt(nextYear)
                    .withCreatedBy("ops@example.com"));
        }
        // end::store[]
        return List.of(google, orders);
    }
}
