package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.NewCredential;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.OAuthToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stories of storing credentials and getting their values back. */
public abstract class StoringContract extends StoreContract {
    private static final Instant LATER = Scene.START.plus(Duration.ofHours(1));

    /** For subclasses. */
    protected StoringContract() {}

    private static NewCredential draft(String name) {
        return NewCredential.of(name, "service", TestValues.apiKey("value"));
    }

    @TestFactory
    Stream<DynamicTest> value_ofEachType_comesBackAsItWasStored() {
        return Arrays.stream(CredentialType.values())
                .map(type -> DynamicTest.dynamicTest(type.code(), () -> {
                    try (CredentialValue value = TestValues.of(type)) {
                        CredentialId id = store().storeCredential(type.code(), "service", value);
                        try (RetrievedCredential retrieved = store().retrieveCredentialAsOwner(id, null)) {
                            assertThat(retrieved.value()).isEqualTo(value);
                            assertThat(retrieved.credential().type()).isEqualTo(type);
                        }
                    }
                }));
    }

    @Test
    void value_closedByTheCallerAfterStoring_isStillStored() {
        ApiKey value = TestValues.apiKey("kept");
        CredentialId id = store().storeCredential("name", "service", value);
        value.close();

        assertThat(scene().valueOf(id)).isEqualTo("kept");
    }

    @Test
    void value_thatIsClosedAlready_isRefused() {
        ApiKey value = TestValues.apiKey("gone");
        value.close();

        scene().refuses(ErrorCode.CLOSED, () -> store().storeCredential("name", "service", value))
                .recordedAs(AuditAction.STORE, "closed");

        assertThat(store().findCredential("name")).isEmpty();
    }

    @Test
    void credential_keepsWhatWasSaidAboutIt() {
        Metadata notes = Metadata.of(Map.of("team", "päyments"));
        CredentialId id = store().storeCredential(draft("name")
                .withEnvironment(Environment.STAGING)
                .withMetadata(notes)
                .withExpiresAt(LATER)
                .withCreatedBy("alice"));

        assertThat(store().getCredential(id))
                .isEqualTo(new Credential(
                        id,
                        "name",
                        CredentialType.API_KEY,
                        "service",
                        Environment.STAGING,
                        CredentialStatus.ACTIVE,
                        notes,
                        1,
                        LATER,
                        Scene.START,
                        Scene.START,
                        null));
        assertThat(store().getCredentialVersions(id)).singleElement().satisfies(version -> {
            assertThat(version.version()).isEqualTo(1);
            assertThat(version.createdBy()).isEqualTo("alice");
        });
    }

    @Test
    void storing_isInTheTrail() {
        CredentialId id = store().storeCredential(draft("name").withCreatedBy("alice"));

        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.STORE);
        assertThat(entry.success()).isTrue();
        assertThat(entry.credentialId()).isEqualTo(id);
        assertThat(entry.entity()).isEqualTo(Entity.owner(Stores.APPLICATION));
        assertThat(entry.userId()).isEqualTo("alice");
        assertThat(entry.version()).isEqualTo(1);
        assertThat(entry.metadata().toMap()).containsEntry("name", "name").containsEntry("environment", "dev");
    }

    @Test
    void name_thatIsTaken_isRefused_andItsHolderStays() {
        CredentialId holder = scene().stored("name");

        scene().refuses(ErrorCode.CONFLICT, () -> store().storeCredential(draft("name")))
                .recordedAs(AuditAction.STORE, "conflict");

        assertThat(store().findCredential("name").map(Credential::id)).contains(holder);
        assertThat(scene().valueOf(holder)).isEqualTo("name");
    }

    @Test
    void expiry_thatHasPassedOrIsNow_isRefused() {
        Stream.of(Scene.START.minusMillis(1), Scene.START)
                .forEach(expiry -> scene().refuses(
                                ErrorCode.INVALID_INPUT,
                                () -> store().storeCredential(draft("name").withExpiresAt(expiry)))
                        .recordedAs(AuditAction.STORE, "invalid_input"));

        assertThat(store().findCredential("name")).isEmpty();
    }

    @Test
    void oauthToken_thatHasExpired_isRefusedUnlessItCanBeRenewed() {
        OAuthToken expired = OAuthToken.of(TestValues.secret("fake-access")).withExpiresAt(Scene.START);
        OAuthToken renewable = expired.withRefreshToken(TestValues.secret("fake-refresh"));

        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().storeCredential("bare", "service", expired))
                .recordedAs(AuditAction.STORE, "invalid_input");

        try (RetrievedCredential stored =
                store().retrieveCredentialAsOwner(store().storeCredential("renewable", "service", renewable), null)) {
            assertThat(stored.value()).isEqualTo(renewable);
        }
    }

    @TestFactory
    Stream<DynamicTest> name_orService_thatIsMalformed_isRefusedBeforeAnythingHappens() {
        return Malformed.names().stream()
                .map(text -> DynamicTest.dynamicTest("name <" + text + ">", () -> {
                    String given = given(text);
                    ApiKey value = TestValues.apiKey("value");
                    scene().refuses(ErrorCode.INVALID_INPUT, () -> store().storeCredential(given, "service", value))
                            .unrecorded();
                    scene().refuses(ErrorCode.INVALID_INPUT, () -> store().storeCredential("name", given, value))
                            .unrecorded();
                    scene().refuses(ErrorCode.INVALID_INPUT, () -> store().findCredential(given))
                            .unrecorded();
                    scene().refuses(ErrorCode.INVALID_INPUT, () -> store().resolveCredential(given))
                            .unrecorded();
                }));
    }

    private static String given(@Nullable String text) {
        return text == null ? Malformed.nothing() : text;
    }

    @Test
    void user_orTime_thatIsMalformed_isRefusedBeforeAnythingHappens() {
        Malformed.texts()
                .forEach(text -> scene().refuses(
                                ErrorCode.INVALID_INPUT,
                                () -> store().storeCredential(draft("name").withCreatedBy(text)))
                        .unrecorded());
        scene().refuses(
                        ErrorCode.INVALID_INPUT,
                        () -> store().storeCredential(draft("name").withExpiresAt(Instant.MAX)))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().storeCredential("name", "service", Malformed.nothing()))
                .unrecorded();
    }

    @Test
    void retrieval_bySkill_recordsAllThatIsKnownOfTheCall() {
        CredentialId id = scene().readable("name");
        Caller caller = Caller.of(Scene.SKILL)
                .withUser("alice")
                .withRun("run-7")
                .withPurpose("monthly report")
                .withIpAddress("2001:db8::7");

        assertThat(Scene.text(store().retrieveCredential(id, caller))).isEqualTo("name");

        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.RETRIEVE);
        assertThat(entry.success()).isTrue();
        assertThat(entry.credentialId()).isEqualTo(id);
        assertThat(entry.version()).isEqualTo(1);
        assertThat(new Caller(entry.entity(), entry.userId(), entry.runId(), entry.purpose(), entry.ipAddress()))
                .isEqualTo(caller);
    }

    @Test
    void retrieval_bySkillIdOrTool_needsAGrantOfItsOwn() {
        CredentialId id = scene().readable("name");

        assertThat(Scene.text(store().retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("name");
        scene().refuses(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Caller.tool(Scene.SKILL_ID)))
                .recordedAs(AuditAction.RETRIEVE, "not_granted");

        store().grantAccess(id, Entity.tool(Scene.SKILL_ID), AccessLevel.READ);
        assertThat(Scene.text(store().retrieveCredential(id, Caller.tool(Scene.SKILL_ID))))
                .isEqualTo("name");
    }

    @Test
    void retrieval_byName_findsTheOneInTheStoresEnvironment() {
        CredentialId id = scene().readable("name");
        CredentialId elsewhere = store().storeCredential(draft("name").withEnvironment(Environment.STAGING));
        store().grantAccess(elsewhere, Scene.SKILL, AccessLevel.READ);

        assertThat(Scene.text(store().retrieveCredential("name", Caller.of(Scene.SKILL))))
                .isEqualTo("name");

        assertThat(scene().newest().credentialId()).isEqualTo(id);
        assertThat(scene().newest().metadata().text("name")).contains("name");
    }

    @Test
    void retrieval_byTheOwner_needsNoGrant_andTheTrailSaysWhoItWas() {
        CredentialId id = scene().stored("name");

        assertThat(Scene.text(store().retrieveCredentialAsOwner(id, "alice"))).isEqualTo("name");

        assertThat(scene().newest().action()).isEqualTo(AuditAction.RETRIEVE);
        assertThat(scene().newest().entity()).isEqualTo(Entity.owner(Stores.APPLICATION));
        assertThat(scene().newest().userId()).isEqualTo("alice");
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().retrieveCredentialAsOwner(id, "line\nbreak"))
                .unrecorded();
    }

    @Test
    void retrieval_ofAnUnknownId_isRefused() {
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().retrieveCredentialAsOwner(Scene.UNKNOWN, null))
                .recordedAs(AuditAction.RETRIEVE, "not_found");

        AuditEntry entry = scene().refuses(
                        ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(Scene.UNKNOWN, Scene.SKILL_ID))
                .recordedAs(AuditAction.RETRIEVE, "unknown_credential");
        assertThat(entry.credentialId()).isEqualTo(Scene.UNKNOWN);
        assertThat(entry.entity()).isEqualTo(Scene.SKILL);
    }

    @Test
    void retrieval_withAMalformedCallerOrId_isRefusedBeforeAnythingHappens() {
        CredentialId id = scene().stored("name");

        scene().refuses(
                        ErrorCode.INVALID_INPUT,
                        () -> store().retrieveCredential(id, Caller.of(Entity.owner("pretender"))))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().retrieveCredential(id, "two words"))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().retrieveCredential(id, Malformed.<Caller>nothing()))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().retrieveCredential(Malformed.nothing(), Scene.SKILL_ID))
                .unrecorded();
    }

    @Test
    void retrievedValue_isWipedWhenClosed_andRefusesToBeAnotherType() {
        CredentialId id = scene().stored("name");
        RetrievedCredential retrieved = store().retrieveCredentialAsOwner(id, null);
        ApiKey value = retrieved.value(ApiKey.class);

        scene().refuses(ErrorCode.INVALID_INPUT, () -> retrieved.value(BasicAuth.class))
                .unrecorded();
        retrieved.close();
        retrieved.close();

        assertThat(value.apiKey().isClosed()).isTrue();
        assertThat(retrieved.toString()).contains(id.value()).doesNotContain("name");
    }
}
