package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.NewCredential;
import io.credentialstore.Rotation;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stories of what a skill can do with the face of the store that it is handed. */
public abstract class ScopedStoreContract extends StoreContract {
    private static final Caller CALLER =
            Caller.of(Scene.SKILL).withUser("alice").withRun("run-7").withPurpose("report");
    private static final Entity OTHER = Entity.tool("browser");
    private static final Instant END = Scene.START.plus(Duration.ofHours(1));

    /** For subclasses. */
    protected ScopedStoreContract() {}

    private ScopedCredentialStore scoped() {
        return store().as(CALLER);
    }

    private CredentialId granted(AccessLevel level, @Nullable Instant end) {
        CredentialId id = scene().stored("name");
        store().grantAccess(id, Grant.of(Scene.SKILL, level).withExpiresAt(end));
        return id;
    }

    private static Grant forOther() {
        return Grant.of(OTHER, AccessLevel.READ);
    }

    private void denies(AuditAction action, String reason, ThrowingCallable call) {
        AuditEntry entry = scene().refuses(ErrorCode.ACCESS_DENIED, call).recordedAs(action, reason);
        assertThat(entry.entity()).isEqualTo(Scene.SKILL);
        assertThat(entry.userId()).isEqualTo("alice");
        assertThat(entry.runId()).isEqualTo("run-7");
    }

    @Test
    @DisplayName("I7: without a grant every verb is refused")
    void withoutAGrant_everyVerbIsRefused() {
        CredentialId id = scene().stored("name");

        denies(AuditAction.RETRIEVE, "not_granted", () -> scoped().retrieveCredential(id));
        denies(AuditAction.RETRIEVE, "not_granted", () -> scoped().retrieveCredential(id, 1));
        refusesMoreThanReading(id, "not_granted");
        assertThat(scoped().hasAccess(id, AccessLevel.READ)).isFalse();
        assertThat(scene().valueOf(id)).isEqualTo("name");
    }

    private void refusesMoreThanReading(CredentialId id, String reason) {
        denies(AuditAction.ROTATE, reason, () -> scoped().rotateCredential(id, TestValues.apiKey("new")));
        refusesToAdminister(id, reason);
    }

    private void refusesToAdminister(CredentialId id, String reason) {
        denies(AuditAction.GRANT_ACCESS, reason, () -> scoped().grantAccess(id, forOther()));
        denies(AuditAction.REVOKE_ACCESS, reason, () -> scoped().revokeAccess(id, Scene.SKILL));
        assertThat(store().hasAccess(id, OTHER)).isFalse();
    }

    @Test
    void read_retrieves_andNothingElse() {
        CredentialId id = granted(AccessLevel.READ, null);

        assertThat(Scene.text(scoped().retrieveCredential(id))).isEqualTo("name");
        assertThat(Scene.text(scoped().retrieveCredential(id, 1))).isEqualTo("name");
        assertThat(Scene.text(scoped().retrieveCredential("name"))).isEqualTo("name");
        assertThat(scene().newest().purpose()).isEqualTo("report");
        assertThat(scoped().hasAccess(id, AccessLevel.READ)).isTrue();
        assertThat(scoped().hasAccess(id, AccessLevel.WRITE)).isFalse();
        refusesMoreThanReading(id, "level_too_low");
        assertThat(scene().valueOf(id)).isEqualTo("name");
    }

    @Test
    void write_alsoRotates_andTheTrailSaysThatTheSkillDidIt() {
        CredentialId id = granted(AccessLevel.WRITE, null);
        Rotation graceful = Rotation.by("somebody else").withGracePeriod(Duration.ofMinutes(1));

        assertThat(scoped().rotateCredential(id, TestValues.apiKey("new"), graceful))
                .isEqualTo(2);

        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.ROTATE);
        assertThat(entry.entity()).isEqualTo(Scene.SKILL);
        assertThat(entry.userId()).isEqualTo("alice");
        assertThat(Scene.text(scoped().retrieveCredential(id))).isEqualTo("new");
        assertThat(Scene.text(scoped().retrieveCredential(id, 1))).isEqualTo("name");
        refusesToAdminister(id, "level_too_low");
    }

    @Test
    void write_isNotEnoughToChangeWhenTheCredentialEnds() {
        CredentialId id = granted(AccessLevel.WRITE, null);
        Rotation renewing = Rotation.by(null).withExpiresAt(END);

        denies(
                AuditAction.ROTATE,
                "level_too_low",
                () -> scoped().rotateCredential(id, TestValues.apiKey("new"), renewing));
        assertThat(scene().valueOf(id)).isEqualTo("name");

        store().grantAccess(id, Scene.SKILL, AccessLevel.ADMIN);
        scoped().rotateCredential(id, TestValues.apiKey("new"), renewing);
        assertThat(store().getCredential(id).expiresAt()).isEqualTo(END);
    }

    @Test
    void admin_alsoGrantsAndRevokes_andTheTrailSaysThatTheSkillDidIt() {
        CredentialId id = granted(AccessLevel.ADMIN, null);

        AccessPolicy policy = scoped().grantAccess(id, forOther().withGrantedBy("somebody else"));
        assertThat(store().getAccessPolicy(id, OTHER)).contains(policy);
        assertThat(policy.grantedBy()).isEqualTo("alice");
        assertThat(scene().newest().action()).isEqualTo(AuditAction.GRANT_ACCESS);
        assertThat(scene().newest().entity()).isEqualTo(Scene.SKILL);

        assertThat(scoped().revokeAccess(id, OTHER)).isTrue();
        assertThat(scene().newest().action()).isEqualTo(AuditAction.REVOKE_ACCESS);
        assertThat(scene().newest().entity()).isEqualTo(Scene.SKILL);
        assertThat(scoped().revokeAccess(id, OTHER)).isFalse();
        assertThat(store().hasAccess(id, OTHER)).isFalse();
    }

    @Test
    void admin_whoGivesUpItsOwnGrant_isRefusedAfterwards() {
        CredentialId id = granted(AccessLevel.ADMIN, null);

        assertThat(scoped().revokeAccess(id, Scene.SKILL)).isTrue();

        denies(AuditAction.RETRIEVE, "not_granted", () -> scoped().retrieveCredential(id));
        denies(
                AuditAction.GRANT_ACCESS,
                "not_granted",
                () -> scoped().grantAccess(id, Grant.of(Scene.SKILL, AccessLevel.ADMIN)));
    }

    @Test
    void admin_cannotGrantBeyondTheEndOfItsOwnGrant_norExtendThat() {
        CredentialId id = granted(AccessLevel.ADMIN, END);
        Grant itself = Grant.of(Scene.SKILL, AccessLevel.ADMIN);
        for (Grant tooLong : List.of(
                forOther(),
                forOther().withExpiresAt(END.plusMillis(1)),
                itself,
                itself.withExpiresAt(END.plusMillis(1)))) {
            scene().refuses(ErrorCode.INVALID_INPUT, () -> scoped().grantAccess(id, tooLong))
                    .recordedAs(AuditAction.GRANT_ACCESS, "invalid_input");
        }
        assertThat(store().getAccessPolicies(id))
                .singleElement()
                .satisfies(policy -> assertThat(policy.expiresAt()).isEqualTo(END));

        assertThat(scoped().grantAccess(id, forOther().withExpiresAt(END)).expiresAt())
                .isEqualTo(END);
        clock().set(END);
        assertThat(store().hasAccess(id, OTHER)).isFalse();
        denies(AuditAction.GRANT_ACCESS, "grant_expired", () -> scoped().grantAccess(id, forOther()));
    }

    @Test
    void questions_areAnsweredOnlyFromWhatIsGranted() {
        CredentialId id = scene().readable("granted");
        scene().stored("ungranted");
        scene().stored("name");

        assertThat(scoped().getAccessibleCredentials())
                .extracting(Credential::id)
                .containsExactly(id);
        assertThat(scoped().findCredential("granted").map(Credential::id)).contains(id);
        assertThat(scoped().findCredential("ungranted")).isEmpty();
        assertThat(scoped().findCredential("unknown")).isEmpty();
        assertThat(scoped().resolveCredential("service").id()).isEqualTo(id);
        scene().readable("second");
        scene().refuses(ErrorCode.AMBIGUOUS, () -> scoped().resolveCredential("service"))
                .unrecorded();
    }

    @Test
    void questions_concernTheStoresEnvironment() {
        CredentialId production = store().storeCredential(
                        NewCredential.of("name", "service", TestValues.apiKey("production"))
                                .withEnvironment(Environment.PRODUCTION));
        store().grantAccess(production, Scene.SKILL, AccessLevel.READ);

        assertThat(scoped().findCredential("name")).isEmpty();
        scene().refuses(ErrorCode.NOT_FOUND, () -> scoped().resolveCredential("service"))
                .unrecorded();
        assertThat(scoped().getAccessibleCredentials())
                .extracting(Credential::id)
                .containsExactly(production);
        assertThat(Scene.text(scoped().retrieveCredential(production))).isEqualTo("production");
    }

    @Test
    @DisplayName("I5: a caller is a skill or tool, and never the owner")
    void caller_isASkillOrTool_andNeverTheOwner() {
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().as(Caller.of(Entity.owner(Stores.APPLICATION))))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().as(Malformed.nothing()))
                .unrecorded();

        assertThat(scoped().caller()).isEqualTo(CALLER);
    }

    @Test
    void malformedArguments_areRefusedBeforeAnythingHappens() {
        CredentialId id = granted(AccessLevel.ADMIN, null);
        refusesInput(() -> scoped().retrieveCredential(Malformed.<CredentialId>nothing()));
        refusesInput(() -> scoped().retrieveCredential(Malformed.<String>nothing()));
        refusesInput(() -> scoped().retrieveCredential("two words"));
        refusesInput(() -> scoped().retrieveCredential(Malformed.nothing(), 1));
        refusesInput(() -> scoped().retrieveCredential(id, 0));
        refusesInput(() -> scoped().retrieveCredential(id, -1));
        refusesInput(() -> scoped().rotateCredential(Malformed.nothing(), TestValues.apiKey("new")));
        refusesInput(() -> scoped().rotateCredential(id, Malformed.nothing()));
        refusesInput(() -> scoped().rotateCredential(id, TestValues.apiKey("new"), Malformed.nothing()));
        refusesInput(() -> scoped().grantAccess(Malformed.nothing(), forOther()));
        refusesInput(() -> scoped().grantAccess(id, Malformed.nothing()));
        refusesInput(() -> scoped().revokeAccess(Malformed.nothing(), OTHER));
        refusesInput(() -> scoped().revokeAccess(id, Malformed.nothing()));
        refusesInput(() -> scoped().hasAccess(Malformed.nothing(), AccessLevel.READ));
        refusesInput(() -> scoped().hasAccess(id, Malformed.nothing()));
        refusesInput(() -> scoped().findCredential("two words"));
        refusesInput(() -> scoped().resolveCredential("two words"));

        assertThat(scene().valueOf(id)).isEqualTo("name");
    }

    private void refusesInput(ThrowingCallable call) {
        scene().refuses(ErrorCode.INVALID_INPUT, call).unrecorded();
    }
}
