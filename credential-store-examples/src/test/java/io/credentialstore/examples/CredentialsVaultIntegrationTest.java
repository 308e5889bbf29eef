package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.examples.executor.SkillManifest;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.OAuthToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ten integration tests of the vault's design, by their names: real store, real executor, real HTTP. */
class CredentialsVaultIntegrationTest {
    private static final String KEY = "fake_stripe_key_4711";

    @TempDir
    private Path folder;

    private Vault vault;
    private CredentialId id;

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(folder);
        id = vault.acceptedKey("stripe_production", KEY);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void denied(Caller caller) {
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> vault.store().retrieveCredential(id, caller))
                .withMessageNotContaining(KEY);
    }

    @Nested
    @DisplayName("Access Control")
    class AccessControl {
        @Test
        @DisplayName("Skill with access can retrieve credential")
        void withAccess() {
            vault.grantRead(id, "payer");

            try (RetrievedCredential released = vault.store().retrieveCredential(id, "payer");
                    ApiKey expected = Vault.apiKey(KEY)) {
                assertThat(released.value(ApiKey.class)).isEqualTo(expected);
            }
        }

        @Test
        @DisplayName("Skill without access cannot retrieve")
        void withoutAccess() {
            vault.grantRead(id, "payer");

            denied(Caller.skill("other"));
            denied(Caller.tool("payer"));
            vault.store().revokeAccess(id, Entity.skill("payer"));
            denied(Caller.skill("payer"));
        }

        @Test
        @DisplayName("Revoked credential throws error")
        void revoked() {
            vault.grantRead(id, "payer");
            vault.store().revokeCredential(id, "ops@example.com", "leaked");

            assertThatExceptionOfType(CredentialUnavailableException.class)
                    .isThrownBy(() -> vault.store().retrieveCredential(id, "payer"))
                    .withMessageContaining("is revoked")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_REVOKED));
            denied(Caller.skill("other"));
        }

        @Test
        @DisplayName("Expired policy denies access")
        void expiredPolicy() {
            vault.store()
                    .grantAccess(
                            id,
                            Grant.of(Entity.skill("payer"), AccessLevel.ADMIN)
                                    .withExpiresAt(vault.clock.instant().plusSeconds(60)));
            vault.store().retrieveCredential(id, "payer").close();

            vault.clock.advance(Duration.ofMinutes(1));

            denied(Caller.skill("payer"));
            assertThat(vault.store().getAuditTrail(id).get(0).errorCode()).isEqualTo("grant_expired");
        }
    }

    @Nested
    @DisplayName("Execution Flow")
    class ExecutionFlow {
        private ToolCall createCustomer() {
            return ToolCall.of(
                            "http_request",
                            Map.of("method", "POST", "url", vault.customers(), "body", "email=a%40example.com"))
                    .withCredential("stripe_production");
        }

        @Test
        @DisplayName("Execute skill with credential injection")
        void injection() throws IOException {
            vault.grantRead(id, StripeApiHandler.ID);
            vault.skills()
                    .register(
                            StripeApiHandler.manifest(), new StripeApiHandler(vault.customers(), "stripe_production"));

            Map<String, Object> output =
                    vault.skills().execute(StripeApiHandler.ID, Map.of("email", "a@example.com"), Vault.USER);

            assertThat(output).containsEntry("status", 200);
            assertThat(output.toString()).contains("cus_1", "a@example.com").doesNotContain(KEY);
            assertThat(vault.service.customers()).isEqualTo(1);
        }

        @Test
        @DisplayName("Multiple credentials in single execution")
        void several() {
            try (OAuthToken token = OAuthToken.of(Secret.ofString("fake_google_token_1"))) {
                vault.service.accept(LoopbackService.FILES, token.accessToken());
                vault.grantRead(vault.store().storeCredential("google_oauth", "google", token), "reporter");
            }
            vault.grantRead(id, "reporter");
            ToolCall files = ToolCall.of("http_request", Map.of("url", vault.service.url(LoopbackService.FILES)));
            vault.skills()
                    .register(
                            new SkillManifest(
                                    "reporter",
                                    "Reporter",
                                    List.of("stripe_production", "google_oauth"),
                                    List.of("http_request")),
                            (input, tools) -> Map.of(
                                    "stripe",
                                    status(tools.call(createCustomer())),
                                    "google",
                                    status(tools.call(files.withCredential("google_oauth"))),
                                    "mixed up",
                                    status(tools.call(files.withCredential("stripe_production")))));

            assertThat(vault.skills().execute("reporter", Map.of(), Vault.USER))
                    .isEqualTo(Map.of("stripe", 200, "google", 200, "mixed up", 401));
        }

        private Object status(Map<String, Object> output) {
            return output.get("status");
        }

        @Test
        @DisplayName("Credential rotation doesn't break execution")
        void rotation() {
            vault.grantRead(id, "payer");
            vault.skills()
                    .register(
                            new SkillManifest("payer", "Payer", List.of("stripe_production"), List.of("http_request")),
                            (input, tools) -> {
                                Object before = status(tools.call(createCustomer()));
                                vault.acceptAtService("fake_stripe_key_new");
                                vault.rotate(id, "fake_stripe_key_new");
                                return Map.of("before", before, "after", status(tools.call(createCustomer())));
                            });

            assertThat(vault.skills().execute("payer", Map.of(), Vault.USER))
                    .isEqualTo(Map.of("before", 200, "after", 200));
            assertThat(vault.service.refusals()).isZero();
        }
    }

    @Nested
    @DisplayName("Audit Trail")
    class Trail {
        @Test
        @DisplayName("All accesses are logged")
        void all() {
            vault.grantRead(id, "payer");
            Caller caller = Caller.skill("payer")
                    .withUser(Vault.USER)
                    .withRun("run-1")
                    .withPurpose("charge")
                    .withIpAddress("192.0.2.1");
            for (int i = 0; i < 120; i++) {
                vault.store().retrieveCredential(id, caller).close();
            }

            List<AuditEntry> trail = AuditTrailReport.everything(vault.reopened());

            assertThat(trail).extracting(AuditEntry::seq).startsWith(1L, 2L, 3L).hasSize(123);
            assertThat(trail.subList(3, 123)).allSatisfy(entry -> {
                assertThat(entry.action()).isEqualTo(AuditAction.RETRIEVE);
                assertThat(entry.credentialId()).isEqualTo(id);
                assertThat(entry.entity()).isEqualTo(Entity.skill("payer"));
                assertThat(entry.userId()).isEqualTo(Vault.USER);
                assertThat(entry.runId()).isEqualTo("run-1");
                assertThat(entry.purpose()).isEqualTo("charge");
                assertThat(entry.ipAddress()).isEqualTo("192.0.2.1");
                assertThat(entry.version()).isEqualTo(1);
                assertThat(entry.success()).isTrue();
            });
        }

        @Test
        @DisplayName("Failed access attempts logged")
        void failed() {
            CredentialId unknown = CredentialId.of("cred_20300101000000_abcdefgh");
            denied(Caller.skill("other").withUser("mallory"));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> vault.store().retrieveCredential(unknown, "other"));
            vault.store().revokeCredential(id, null, null);
            assertThatExceptionOfType(CredentialUnavailableException.class)
                    .isThrownBy(() -> vault.store().retrieveCredentialAsOwner(id, "ops@example.com"));

            List<AuditEntry> failures = vault.store()
                    .getAuditTrail(AuditQuery.all().failuresOnly().oldestFirst())
                    .entries();

            assertThat(failures)
                    .extracting(AuditEntry::errorCode)
                    .startsWith("not_granted", "unknown_credential")
                    .hasSize(3);
            assertThat(failures.get(0).userId()).isEqualTo("mallory");
            assertThat(failures.get(1).credentialId()).isEqualTo(unknown);
            assertThat(failures).noneMatch(entry -> entry.toString().contains(KEY));
        }

        @Test
        @DisplayName("Audit summary accurate")
        void summary() {
            CredentialId other = vault.stored("other", "other", Vault.apiKey("fake_key"));
            vault.grantRead(id, "payer");
            vault.grantRead(other, "payer");
            for (int i = 0; i < 5; i++) {
                vault.store().retrieveCredential(id, "payer").close();
            }
            vault.store().retrieveCredential(other, "payer").close();
            denied(Caller.skill("stranger"));
            vault.clock.advance(Duration.ofHours(1));
            denied(Caller.skill("stranger"));

            AuditSummary summary = vault.reopened().getAuditSummary();

            assertThat(summary.totalAccesses()).isEqualTo(8);
            assertThat(summary.failedAccesses()).isEqualTo(2);
            assertThat(summary.byCredential()).isEqualTo(Map.of(id, 7L, other, 1L));
            assertThat(summary.byEntity()).isEqualTo(Map.of(Entity.skill("payer"), 6L, Entity.skill("stranger"), 2L));
            assertThat(summary.lastAccessAt()).contains(vault.clock.instant());
        }
    }
}
