package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.error.StoreMovedException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.key.MasterKeyRotation;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example does what the documentation says of it, on a real store. */
class ExamplesTest {
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

    private CredentialId key(String name) {
        return vault.stored(name, "stripe", Vault.apiKey("fake_stripe_key"));
    }

    @Test
    void quickstart_inAProcessOfItsOwn_printsTheTrailAndNoKey(@TempDir Path elsewhere)
            throws IOException, InterruptedException {
        try (MasterKey master = MasterKey.generate();
                Secret hex = master.toHex()) {
            ChildJvm.Result result =
                    ChildJvm.run(Quickstart.class, elsewhere, Map.of("MASTER_ENCRYPTION_KEY", hex.use(String::new)));

            assertThat(result.output())
                    .contains("action=store", "action=grant_access", "action=retrieve", "action=rotate", "valid: true")
                    .doesNotContain("fake_stripe_key");
            assertThat(result.exitCode()).isZero();
            assertThat(elsewhere.resolve("credentials.db")).exists();
        }
    }

    @Test
    void quickstart_withoutMasterKey_saysHowToMakeOne(@TempDir Path elsewhere)
            throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.run(Quickstart.class, elsewhere, Map.of());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("No master key found", "openssl rand -hex 32");
        assertThat(elsewhere.resolve("credentials.db")).doesNotExist();
    }

    @Test
    void quickstart_use_sendsTheKey() {
        CredentialId id = key("stripe_production");
        vault.grantRead(id, "stripe_api_handler");

        assertThat(Quickstart.use(vault.store(), id)).isEqualTo("fake_stripe_key".length());
    }

    @Test
    void storeCredentials_keepsWhatItWasTold() {
        Instant nextYear = vault.clock.instant().plus(Duration.ofDays(365));

        List<CredentialId> ids = StoreCredentials.run(
                vault.store(),
                Secret.ofString("fake_access"),
                Secret.ofString("fake_refresh"),
                Secret.ofString("fake_password"),
                nextYear);

        assertThat(vault.store().getCredential(ids.get(0)).environment()).isEqualTo(Environment.PRODUCTION);
        Credential orders = vault.store().getCredential(ids.get(1));
        assertThat(orders.environment()).isEqualTo(Environment.STAGING);
        assertThat(orders.expiresAt()).isEqualTo(nextYear);
        assertThat(orders.metadata().text("team")).contains("payments");
        assertThat(vault.store().getAuditTrail(ids.get(1)).get(0).userId()).isEqualTo("ops@example.com");
    }

    @Test
    void accessPolicies_grantEndsOnFriday() {
        CredentialId id = key("stripe_production");
        Instant friday = vault.clock.instant().plus(Duration.ofDays(3));

        AccessPolicies.run(vault.store(), id, friday);

        assertThat(AccessPolicies.ask(vault.store(), id)).isEqualTo("true, true, 1, 1");
        vault.clock.set(friday);
        assertThat(AccessPolicies.ask(vault.store(), id)).isEqualTo("false, false, 1, 0");
        assertThat(vault.store().hasAccess(id, Entity.tool("key_rotator"), AccessLevel.WRITE))
                .isFalse();
    }

    @Test
    void witnessedStore_noticesYesterdaysFile(@TempDir Path otherVolume) throws IOException {
        Path file = folder.resolve("witnessed.db");
        Path yesterday = folder.resolve("yesterday.db");
        try (MasterKey master = MasterKey.generate()) {
            MasterKeyProvider provider = MasterKeyProvider.of(master);
            CredentialId id;
            try (CredentialStore store = WitnessedStore.open(file, otherVolume, provider)) {
                Bytes noted = store.createCheckpoint().publicKey();
                assertThat(WitnessedStore.audit(store, noted)).isTrue();
                id = store.storeCredential("name", "service", new ApiKey(Secret.ofString("fake_key")));
            }
            Files.copy(file, yesterday);
            try (CredentialStore store = WitnessedStore.open(file, otherVolume, provider)) {
                store.revokeCredential(id, "ops@example.com", "leaked");
            }
            Files.copy(yesterday, file, StandardCopyOption.REPLACE_EXISTING);
            assertThatExceptionOfType(TamperedException.class)
                    .isThrownBy(() -> WitnessedStore.open(file, otherVolume, provider))
                    .matches(e -> e.code() == ErrorCode.ROLLED_BACK);
        }
    }

    @Test
    void trailRetention_movesOldEntriesOut(@TempDir Path archive) {
        CredentialId id = key("stripe_production");
        vault.clock.advance(Duration.ofDays(91));
        vault.grantRead(id, "stripe_api_handler");

        Instant ninetyDaysAgo = vault.clock.instant().minus(Duration.ofDays(90));

        assertThat(TrailRetention.run(vault.store(), archive, ninetyDaysAgo)).isEqualTo(2);
        assertThat(vault.store().verifyIntegrity().firstAuditEntry()).isEqualTo(3);
        assertThat(TrailRetention.run(vault.store(), archive, ninetyDaysAgo.minus(Duration.ofDays(1))))
                .isZero();
    }

    @Test
    void moveStore_leavesOneStoreThatGoesOn(@TempDir Path folder) {
        try (MasterKey key = MasterKey.generate()) {
            CredentialStoreBuilder here =
                    SqliteCredentialStore.builder(folder.resolve("here.db")).masterKey(key);
            CredentialStoreBuilder there =
                    SqliteCredentialStore.builder(folder.resolve("there.db")).masterKey(key);
            try (CredentialStore store = here.open();
                    ApiKey value = Vault.apiKey("fake_moving_key")) {
                store.storeCredential("moving", "service", value);
            }
            List<String> told = new ArrayList<>();

            assertThat(MoveStore.run(here, there, (table, rows) -> told.add(table))
                            .credentials())
                    .isOne();

            assertThat(told).contains("credentials", "credential_audit_log");
            assertThatExceptionOfType(StoreMovedException.class).isThrownBy(here::open);
            try (CredentialStore store = there.open()) {
                assertThat(store.findCredential("moving")).isPresent();
            }
        }
    }

    @Test
    void scopedStore_seesItsOwnAndNothingElse() {
        CredentialId notGranted = vault.stored("other", "other", Vault.apiKey("fake_other_key"));
        CredentialId id = key("stripe_production");
        vault.grantRead(id, "stripe_api_handler");

        assertThat(ScopedStore.run(vault.store(), notGranted)).isEqualTo("1 accessible, 15 bytes, ACCESS_DENIED");
        assertThat(vault.store().getAuditTrail(id).get(0).runId()).isEqualTo("run-42");
        assertThat(vault.store().getAuditTrail(notGranted).get(0).success()).isFalse();
    }

    @Test
    void environmentsAndResolve_theEnvironmentChooses() {
        assertThat(EnvironmentsAndResolve.run(
                        vault.store(), Secret.ofString("fake_test_key"), Secret.ofString("fake_live_key")))
                .isEqualTo("DEV, PRODUCTION, PRODUCTION");
    }

    @Test
    void rotationWithGracePeriod_oldVersionServesForAnHour() {
        CredentialId id = key("stripe_production");
        vault.grantRead(id, "payer");
        try (ApiKey renewed = Vault.apiKey("fake_stripe_key_of_another_length")) {
            assertThat(RotationWithGracePeriod.run(vault.store(), id, renewed)).isEqualTo(2);
        }

        assertThat(RotationWithGracePeriod.finish(vault.store(), id, 1, "payer"))
                .isEqualTo(15);
        assertThat(RotationWithGracePeriod.finish(vault.store(), id, 2, "payer"))
                .isEqualTo(33);
        vault.clock.advance(Duration.ofHours(1));
        assertThatExceptionOfType(CredentialUnavailableException.class)
                .isThrownBy(() -> RotationWithGracePeriod.finish(vault.store(), id, 1, "payer"));
    }

    @Test
    void revokeAndDelete_theTrailStays() {
        CredentialId leaked = key("leaked");
        CredentialId unused = key("unused");

        assertThat(RevokeAndDelete.run(vault.store(), leaked, unused)).isEqualTo(2);
        assertThat(vault.store().listCredentials()).extracting(Credential::id).containsExactly(leaked);
    }

    @Test
    void auditTrailReport_answersAndAddsUp() {
        CredentialId id = key("stripe_production");
        vault.grantRead(id, "payer");
        vault.store().retrieveCredential(id, "payer").close();
        Instant since = vault.clock.advance(Duration.ofMinutes(1));
        assertThat(AuditTrailReport.run(vault.store(), id))
                .isEqualTo("retrieve, 0 refused, 1 retrievals, intact: true");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> vault.store().retrieveCredential(id, "other"));

        assertThat(AuditTrailReport.refusals(vault.store(), Entity.skill("other"), since))
                .hasSize(1);
        assertThat(AuditTrailReport.refusals(vault.store(), Entity.skill("payer"), since))
                .isEmpty();
        assertThat(AuditTrailReport.requireIntact(vault.store()).auditEntries()).isEqualTo(5);
        assertThat(AuditTrailReport.rows(vault.store(), AuditTrailReport.everything(vault.store())))
                .hasSize(6)
                .contains(
                        List.of("4", "00:00:00.000", "skill:payer", "-", "retrieve", "stripe_production", "ok"),
                        List.of(
                                "5",
                                "00:01:00.000",
                                "skill:other",
                                "-",
                                "retrieve",
                                "stripe_production",
                                "refused: not_granted"));
        assertThat(AuditTrailReport.summary(vault.store(), vault.store().getAuditSummary()))
                .contains(
                        List.of("2", "all, 1 refused"), List.of("2", "stripe_production"), List.of("1", "skill:other"));
    }

    @Test
    void rotateMasterKey_onlyTheNewOneOpens() {
        CredentialId id = key("stripe_production");
        List<Secret> safe = new ArrayList<>();

        MasterKeyRotation done = RotateMasterKey.run(vault.store(), safe::add);

        assertThat(done.credentialsCovered()).isEqualTo(1);
        vault.store().close();
        assertThatExceptionOfType(MasterKeyException.class)
                .isThrownBy(() -> SqliteCredentialStore.open(vault.file(), MasterKeyProvider.of(vault.key())));
        try (MasterKey kept = safe.get(0).use(MasterKey::ofHex);
                var store = vault.open(kept, Environment.PRODUCTION)) {
            assertThat(store.isCredentialValid(id)).isTrue();
        }
    }

    @Test
    void rotateMasterKey_recoveryKeyOpensToo() {
        try (MasterKey recovery = MasterKey.generate()) {
            assertThat(RotateMasterKey.addRecoveryKey(vault.store(), recovery)).hasSize(2);

            vault.open(recovery, Environment.PRODUCTION).close();
            vault.reopened();
        }
    }

    @Test
    void customCredentials_giveTheirFields() {
        assertThat(CustomCredentials.run(
                        vault.store(), Secret.ofString("{\"tenant\":\"acme\",\"token\":\"fake_token\"}")))
                .isEqualTo(10);
    }

    @Test
    void existingExecutor_beforeAndAfter() throws IOException, InterruptedException {
        ExistingExecutor executor = new ExistingExecutor();
        URI customers = URI.create(vault.service.url(LoopbackService.CUSTOMERS));
        vault.acceptAtService("fake_hard_coded_key");
        assertThat(executor.before(customers)).isEqualTo(200);

        vault.acceptAtService("fake_key_in_the_store");
        try (Secret key = Secret.ofString("fake_key_in_the_store")) {
            ExistingExecutor.Skill skill = ExistingExecutor.adopt(vault.store(), key);

            assertThat(executor.after(vault.store(), skill, customers)).isEqualTo(200);
        }
        assertThat(executor.before(customers)).isEqualTo(401);
    }
}
