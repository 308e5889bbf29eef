package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit tests of the vault's design that are about policies, by their names, on the real store. */
class CredentialsVaultPoliciesTest {
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
        return vault.stored(name, "stripe", Vault.apiKey("fake_stripe_key"));
    }

    @Nested
    @DisplayName("Access Policies")
    class Policies {
        private final Entity payer = Entity.skill("payer");

        @Test
        @DisplayName("Grant access to skill")
        void grant() {
            CredentialId id = storedKey("stripe_production");

            AccessPolicy policy = vault.store()
                    .grantAccess(
                            id,
                            Grant.of(payer, AccessLevel.READ)
                                    .withGrantedBy("ops@example.com")
                                    .withReason("payments"));

            assertThat(policy.credentialId()).isEqualTo(id);
            assertThat(policy.grantedAt()).isEqualTo(vault.clock.instant());
            assertThat(policy.reason()).isEqualTo("payments");
            assertThat(vault.reopened().getAccessPolicies(id)).containsExactly(policy);
        }

        @Test
        @DisplayName("Check access (has/no access)")
        void check() {
            CredentialId id = storedKey("stripe_production");
            vault.grantRead(id, "payer");

            assertThat(vault.store().hasAccess(id, payer)).isTrue();
            assertThat(vault.store().hasAccess(id, payer, AccessLevel.WRITE)).isFalse();
            assertThat(vault.store().hasAccess(id, Entity.skill("other"))).isFalse();
            assertThat(vault.store().hasAccess(id, Entity.tool("payer"))).isFalse();
        }

        @Test
        @DisplayName("Revoke access")
        void revoke() {
            CredentialId id = storedKey("stripe_production");
            vault.grantRead(id, "payer");

            assertThat(vault.store().revokeAccess(id, payer)).isTrue();
            assertThat(vault.store().hasAccess(id, payer)).isFalse();
            assertThat(vault.store().revokeAccess(id, payer)).isFalse();
        }

        @Test
        @DisplayName("Expired policies are invalid")
        void expired() {
            CredentialId id = storedKey("stripe_production");
            vault.store()
                    .grantAccess(
                            id,
                            Grant.of(payer, AccessLevel.READ)
                                    .withExpiresAt(vault.clock.instant().plusSeconds(60)));
            assertThat(vault.store().hasAccess(id, payer)).isTrue();

            vault.clock.advance(Duration.ofMinutes(1));

            assertThat(vault.store().hasAccess(id, payer)).isFalse();
            assertThat(vault.store().getAccessibleCredentials(payer)).isEmpty();
        }

        @Test
        @DisplayName("Get accessible credentials by entity")
        void accessible() {
            vault.grantRead(storedKey("first"), "payer");
            vault.grantRead(storedKey("second"), "payer");
            vault.grantRead(storedKey("third"), "other");
            CredentialId revoked = storedKey("fourth");
            vault.grantRead(revoked, "payer");
            vault.store().revokeCredential(revoked, null, null);

            assertThat(vault.store().getAccessibleCredentials(payer))
                    .extracting(Credential::name)
                    .containsExactlyInAnyOrder("first", "second");
        }
    }
}
