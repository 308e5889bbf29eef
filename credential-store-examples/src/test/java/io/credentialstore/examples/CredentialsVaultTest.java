package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.testkit.Canary;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten of the unit tests of the vault's design, by their names, on the real store. */
class CredentialsVaultTest {
    private static final Canary CANARY = Canary.named("vault");

    @TempDir
    private Path folder;

    private Vault vault;

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(folder);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private CredentialId storedKey(String name) {
        return vault.stored(name, "stripe", new ApiKey(CANARY.secret()));
    }

    private static byte[] flipOneBit(byte[] bytes) {
        bytes[bytes.length - 1] ^= 1;
        return bytes;
    }

    @Nested
    @DisplayName("Encryption/Decryption")
    class Encryption {
        /** Stores, opens the file afresh, retrieves; and the file does not hold the secret in any form. */
        private void requireRoundTrip(CredentialValue value) throws IOException {
            CredentialId id = vault.store().storeCredential("round_trip", "any", value);
            try (RetrievedCredential released = vault.reopened().retrieveCredentialAsOwner(id, "ops@example.com")) {
                assertThat(released.value()).isEqualTo(value).isNotSameAs(value);
            }
            vault.store().close();
            byte[] file = Files.readAllBytes(vault.file());
            assertThat(CANARY.findIn(file)).isEmpty();
            assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("round_trip");
        }

        @Test
        @DisplayName("Encrypt and decrypt API key")
        void apiKey() throws IOException {
            try (ApiKey key = new ApiKey(CANARY.secret(), Canary.named("half").secret())) {
                requireRoundTrip(key);
            }
        }

        @Test
        @DisplayName("Encrypt and decrypt OAuth token")
        void oauthToken() throws IOException {
            try (OAuthToken token = OAuthToken.of(CANARY.secret())
                    .withRefreshToken(Canary.named("refresh").secret())
                    .withExpiresAt(Instant.parse("2030-12-01T12:00:00Z"))
                    .withScopes(List.of("drive.readonly", "gmail.send"))) {
                requireRoundTrip(token);
            }
        }

        @Test
        @DisplayName("Encrypt and decrypt DB connection")
        void dbConnection() throws IOException {
            try (DbConnection login =
                    new DbConnection("db.example.com", 5432, "prod_db", "app_user", CANARY.secret(), true)) {
                requireRoundTrip(login);
            }
        }

        @Test
        @DisplayName("Auth tag prevents tampering")
        void tampering() throws SQLException {
            CredentialId id = storedKey("stripe_production");

            for (String column : List.of("auth_tag", "encrypted_value", "iv", "salt")) {
                vault.tamper(column, CredentialsVaultTest::flipOneBit);

                assertThatExceptionOfType(TamperedException.class)
                        .as(column)
                        .isThrownBy(() -> vault.store().retrieveCredentialAsOwner(id, "ops@example.com"))
                        .withMessageContaining("credential_versions");
                assertThat(vault.store().verifyIntegrity().findings()).hasSize(1);

                vault.tamper(column, CredentialsVaultTest::flipOneBit);
                vault.store().retrieveCredentialAsOwner(id, "ops@example.com").close();
            }
        }

        @Test
        @DisplayName("Wrong key fails decryption")
        void wrongKey() {
            storedKey("stripe_production");
            String right = vault.store().getMasterKeys().get(0).keyId();

            try (MasterKey wrong = MasterKey.generate()) {
                assertThatExceptionOfType(MasterKeyException.class)
                        .isThrownBy(() -> vault.open(wrong, Environment.PRODUCTION))
                        .withMessageContaining(right)
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MASTER_KEY_WRONG));
            }
        }
    }

    @Nested
    @DisplayName("Credential CRUD")
    class Crud {
        @Test
        @DisplayName("Store credential")
        void store() {
            CredentialId id = storedKey("stripe_production");

            assertThat(id.value()).matches("cred_[0-9]+_[a-z0-9]+");
            assertThat(vault.store().isCredentialValid(id)).isTrue();
            assertThat(vault.store().countCredentials(CredentialFilter.all())).isEqualTo(1);
        }

        @Test
        @DisplayName("Retrieve credential metadata")
        void metadata() {
            Metadata notes = Metadata.of(Map.of("description", "payments", "scopes", List.of("charge")));
            try (ApiKey key = new ApiKey(CANARY.secret())) {
                CredentialId id = vault.store()
                        .storeCredential(NewCredential.of("stripe_production", "stripe", key)
                                .withMetadata(notes));

                Credential known = vault.store().getCredential(id);

                assertThat(known.name()).isEqualTo("stripe_production");
                assertThat(known.type()).isEqualTo(CredentialType.API_KEY);
                assertThat(known.service()).isEqualTo("stripe");
                assertThat(known.environment()).isEqualTo(Environment.PRODUCTION);
                assertThat(known.status()).isEqualTo(CredentialStatus.ACTIVE);
                assertThat(known.metadata()).isEqualTo(notes);
                assertThat(known.createdAt()).isEqualTo(vault.clock.instant());
                assertThat(CANARY.findIn(known.toString())).isEmpty();
            }
        }

        @Test
        @DisplayName("List credentials with filters")
        void list() {
            CredentialStore store = vault.store();
            CredentialId stripe = storedKey("stripe_production");
            CredentialId github = vault.stored("github", "github", new BasicAuth("octocat", CANARY.secret()));
            try (ApiKey key = new ApiKey(CANARY.secret())) {
                store.storeCredential(
                        NewCredential.of("stripe_dev", "stripe", key).withEnvironment(Environment.DEV));
            }
            store.revokeCredential(github, "ops", "unused");
            CredentialFilter all = CredentialFilter.all();

            assertThat(store.listCredentials()).hasSize(3);
            assertThat(store.listCredentials(all.withService("stripe"))).hasSize(2);
            assertThat(store.listCredentials(all.withType(CredentialType.BASIC_AUTH)))
                    .extracting(Credential::id)
                    .containsExactly(github);
            assertThat(store.listCredentials(all.withEnvironment(Environment.DEV)))
                    .extracting(Credential::name)
                    .containsExactly("stripe_dev");
            assertThat(store.listCredentials(all.withService("stripe")
                            .withEnvironment(Environment.PRODUCTION)
                            .withStatus(CredentialStatus.ACTIVE)))
                    .extracting(Credential::id)
                    .containsExactly(stripe);
        }

        @Test
        @DisplayName("Rotate credential")
        void rotate() {
            CredentialId id = storedKey("stripe_production");
            vault.clock.advance(Duration.ofDays(90));

            vault.rotate(id, "fake_stripe_key_new");

            assertThat(vault.store().getCredential(id).version()).isEqualTo(2);
            assertThat(vault.store().getCredential(id).lastRotatedAt()).isEqualTo(vault.clock.instant());
            try (RetrievedCredential released = vault.store().retrieveCredentialAsOwner(id, "ops@example.com");
                    ApiKey expected = Vault.apiKey("fake_stripe_key_new")) {
                assertThat(released.value()).isEqualTo(expected);
            }
        }

        @Test
        @DisplayName("Revoke credential")
        void revoke() {
            CredentialId id = storedKey("stripe_production");

            vault.store().revokeCredential(id, "ops@example.com", "leaked");

            assertThat(vault.store().isCredentialValid(id)).isFalse();
            assertThat(vault.store().getCredential(id).status()).isEqualTo(CredentialStatus.REVOKED);
            assertThatExceptionOfType(CredentialUnavailableException.class)
                    .isThrownBy(() -> vault.store().retrieveCredentialAsOwner(id, "ops@example.com"));
            assertThat(storedKey("stripe_production"))
                    .as("the name is free again")
                    .isNotEqualTo(id);
        }
    }
}
