package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.examples.executor.ExecutorException;
import io.credentialstore.examples.executor.SkillManifest;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.examples.executor.ToolExecutor;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five end-to-end tests of the vault's design, by their names. */
class CredentialsVaultEndToEndTest {
    private static final String OLD_KEY = "fake_stripe_key_old";
    private static final String NEW_KEY = "fake_stripe_key_new";

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

    /** A stored key, a grant, and the skill from its YAML file. */
    private CredentialId stripe() throws IOException {
        CredentialId id = vault.acceptedKey("stripe_production", OLD_KEY);
        vault.grantRead(id, StripeApiHandler.ID);
        vault.skills()
                .register(StripeApiHandler.manifest(), new StripeApiHandler(vault.customers(), "stripe_production"));
        return id;
    }

    private Map<String, Object> pay() {
        return vault.skills().execute(StripeApiHandler.ID, Map.of("email", "user@example.com"), Vault.USER);
    }

    @Nested
    @DisplayName("Real-World Scenarios")
    class Scenarios {
        @Test
        @DisplayName("E2E: Store Stripe key → Grant to skill → Execute payment")
        void payment() throws IOException {
            CredentialId id = stripe();

            assertThat(pay()).containsEntry("status", 200);

            assertThat(vault.service.customers()).isEqualTo(1);
            AuditEntry newest = vault.store().getAuditTrail(id).get(0);
            assertThat(newest.action()).isEqualTo(AuditAction.RETRIEVE);
            assertThat(newest.userId()).isEqualTo(Vault.USER);
        }

        @Test
        @DisplayName("E2E: Rotate credential → Old executions fail → New ones succeed")
        void rotation() throws IOException, InterruptedException {
            CredentialId id = stripe();
            try (RetrievedCredential heldByAnOldExecution = vault.store().retrieveCredential(id, StripeApiHandler.ID)) {
                assertThat(post(heldByAnOldExecution)).isEqualTo(200);

                vault.acceptAtService(NEW_KEY);
                assertThat(pay()).containsEntry("status", 401);
                vault.rotate(id, NEW_KEY);

                assertThat(post(heldByAnOldExecution)).isEqualTo(401);
                assertThat(pay()).containsEntry("status", 200);
            }
        }

        private int post(RetrievedCredential held) throws IOException, InterruptedException {
            String key = held.value(ApiKey.class).apiKey().use(String::new);
            HttpRequest request = HttpRequest.newBuilder(URI.create(vault.customers()))
                    .header("Authorization", "Bearer " + key)
                    .POST(BodyPublishers.ofString("email=a%40example.com"))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .statusCode();
        }

        @Test
        @DisplayName("E2E: Multi-environment (dev vs prod credentials)")
        void environments() throws IOException {
            storeInBoth();
            try (LoopbackService devService = LoopbackService.start();
                    ApiKey dev = Vault.apiKey("fake_stripe_test_key");
                    CredentialStore devStore = vault.open(vault.key(), Environment.DEV)) {
                devService.accept(LoopbackService.CUSTOMERS, dev.apiKey());

                assertThat(status(vault.store(), vault.service)).isEqualTo(200);
                assertThat(status(devStore, devService)).isEqualTo(200);
                assertThat(status(devStore, vault.service)).isEqualTo(401);
                assertThat(status(vault.store(), devService)).isEqualTo(401);
                assertThat(devStore.resolveCredential("stripe").environment()).isEqualTo(Environment.DEV);
                assertThat(vault.store().resolveCredential("stripe").environment())
                        .isEqualTo(Environment.PRODUCTION);
            }
        }

        /** One name, two values. */
        private void storeInBoth() {
            vault.acceptAtService(OLD_KEY);
            try (ApiKey dev = Vault.apiKey("fake_stripe_test_key");
                    ApiKey production = Vault.apiKey(OLD_KEY)) {
                NewCredential of = NewCredential.of("stripe_key", "stripe", dev).withEnvironment(Environment.DEV);
                vault.grantRead(vault.store().storeCredential(of), "importer");
                vault.grantRead(vault.store().storeCredential("stripe_key", "stripe", production), "importer");
            }
        }

        /** The same call by the same name; which value it means is the store's environment's business. */
        private Object status(CredentialStore store, LoopbackService service) {
            ToolExecutor tools = Vault.tools(store, service);
            Map<String, Object> input =
                    Map.of("method", "POST", "url", service.url(LoopbackService.CUSTOMERS), "body", "email=x");
            return tools.execute(
                            ToolCall.of("http_request", input).withCredential("stripe_key"), Caller.skill("importer"))
                    .get("status");
        }

        @Test
        @DisplayName("E2E: Audit trail tracks full lifecycle")
        void lifecycle() throws IOException {
            CredentialId id = stripe();
            pay();
            vault.rotate(id, NEW_KEY);
            pay();
            vault.store().revokeAccess(id, Entity.skill(StripeApiHandler.ID), "ops@example.com");
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> vault.store().retrieveCredential(id, StripeApiHandler.ID));
            vault.store().revokeCredential(id, "ops@example.com", "no longer used");
            vault.store().deleteCredential(id, "ops@example.com", "tidying up");

            List<AuditEntry> trail = AuditTrailReport.everything(vault.reopened());

            assertThat(trail)
                    .extracting(entry -> entry.action().code() + (entry.success() ? "" : " refused"))
                    .containsExactly(
                            "create_store",
                            "store",
                            "grant_access",
                            "retrieve",
                            "rotate",
                            "retrieve",
                            "revoke_access",
                            "retrieve refused",
                            "revoke",
                            "delete");
            assertThat(trail).noneMatch(entry -> entry.toString().contains("fake_stripe_key"));
            assertThat(vault.store().verifyIntegrity().isIntact()).isTrue();
        }

        @Test
        @DisplayName("E2E: Anonymous user cannot access credentials")
        void anonymous() throws IOException {
            CredentialId id = stripe();
            Caller anonymous = Caller.skill("anonymous");
            ScopedCredentialStore scoped = vault.store().as(anonymous);

            assertThat(scoped.getAccessibleCredentials()).isEmpty();
            assertThat(scoped.findCredential("stripe_production")).isEmpty();
            assertThat(scoped.hasAccess(id, AccessLevel.READ)).isFalse();
            denied(() -> scoped.retrieveCredential(id));
            denied(() -> scoped.retrieveCredential(id, 1));
            denied(() -> scoped.grantAccess(id, Grant.of(Entity.skill("anonymous"), AccessLevel.ADMIN)));
            denied(() -> scoped.revokeAccess(id, Entity.skill(StripeApiHandler.ID)));
            try (ApiKey own = Vault.apiKey("fake_key_of_the_attacker")) {
                denied(() -> scoped.rotateCredential(id, own));
            }
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> vault.store().as(Caller.of(Entity.owner("anonymous"))));
            requireNothingRuns(anonymous);
            requireEachAttemptInTheTrail(id);
        }

        private void denied(ThrowingCallable attempt) {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(attempt);
        }

        private void requireNothingRuns(Caller anonymous) {
            vault.skills()
                    .register(
                            new SkillManifest("anonymous", "?", List.of("stripe_production"), List.of("http_request")),
                            new StripeApiHandler(vault.customers(), "stripe_production"));
            denied(() -> vault.skills().execute("anonymous", Map.of("email", "x"), null));
            ToolCall call = ToolCall.of("http_request", Map.of("url", vault.customers()));
            denied(() -> vault.tools().execute(call.withCredential("stripe_production"), anonymous));
            assertThatExceptionOfType(ExecutorException.class)
                    .isThrownBy(() -> vault.skills().execute("unheard_of", Map.of(), null));
            assertThat(vault.service.customers() + vault.service.refusals()).isZero();
        }

        private void requireEachAttemptInTheTrail(CredentialId id) {
            List<AuditEntry> attempts = vault.store().getAuditTrail(id).stream()
                    .filter(entry -> entry.entity().id().equals("anonymous"))
                    .toList();

            assertThat(attempts).hasSize(7).allSatisfy(entry -> {
                assertThat(entry.success()).isFalse();
                assertThat(entry.userId()).isNull();
                assertThat(entry.errorCode()).isEqualTo("not_granted");
            });
            assertThat(pay()).containsEntry("status", 200);
        }
    }
}
