package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.DenialReason;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Stories of an owner who grants access, changes it and looks at it; {@link WithdrawalContract} has its end. */
public abstract class AccessContract extends StoreContract {
    private static final Entity SKILL = Scene.SKILL;
    private static final Entity TOOL = Entity.tool("browser");
    private static final Instant END = Scene.START.plus(Duration.ofHours(1));

    /** For subclasses. */
    protected AccessContract() {}

    private DenialReason denial(CredentialId id, Entity entity) {
        return ((AccessDecision.Denied) store().explain(id, entity, AccessLevel.READ)).reason();
    }

    @Test
    void nothing_isAllowedWithoutAGrant() {
        CredentialId id = scene().stored("name");

        for (AccessLevel level : AccessLevel.values()) {
            assertThat(store().hasAccess(id, SKILL, level)).isFalse();
            assertThat(store().hasAccess(Scene.UNKNOWN, SKILL, level)).isFalse();
            assertThat(store().hasAccess(id, Entity.owner("pretender"), level)).isFalse();
        }
        assertThat(store().getAccessibleCredentials(SKILL)).isEmpty();
        scene().refuses(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Scene.SKILL_ID))
                .recordedAs(AuditAction.RETRIEVE, "not_granted");
    }

    @Test
    void grant_allowsItsLevelAndTheLowerOnes() {
        CredentialId id = scene().stored("name");

        assertThat(allowedBy(id, AccessLevel.READ)).containsExactly(AccessLevel.READ);
        assertThat(allowedBy(id, AccessLevel.WRITE)).containsExactly(AccessLevel.READ, AccessLevel.WRITE);
        assertThat(allowedBy(id, AccessLevel.ADMIN)).containsExactly(AccessLevel.values());
    }

    private List<AccessLevel> allowedBy(CredentialId id, AccessLevel granted) {
        store().grantAccess(id, SKILL, granted);
        return Arrays.stream(AccessLevel.values())
                .filter(wanted -> store().hasAccess(id, SKILL, wanted))
                .toList();
    }

    @Test
    void grant_isForOneEntityOnOneCredential() {
        CredentialId id = scene().readable("name");
        CredentialId other = scene().stored("other");

        assertThat(store().hasAccess(id, SKILL)).isTrue();
        assertThat(store().hasAccess(other, SKILL)).isFalse();
        assertThat(store().hasAccess(id, Entity.tool(Scene.SKILL_ID))).isFalse();
        assertThat(store().hasAccess(id, Entity.skill("REPORTER"))).isFalse();
    }

    @Test
    void grant_keepsWhatWasSaidAboutIt_andIsInTheTrail() {
        CredentialId id = scene().stored("name");
        Grant grant = Grant.of(SKILL, AccessLevel.WRITE)
                .withExpiresAt(END)
                .withGrantedBy("alice")
                .withReason("monthly report");

        AccessPolicy policy = store().grantAccess(id, grant);

        assertThat(policy)
                .isEqualTo(new AccessPolicy(
                        policy.id(), id, SKILL, AccessLevel.WRITE, "alice", Scene.START, END, "monthly report"));
        assertThat(store().getAccessPolicies(id)).containsExactly(policy);
        assertThat(store().getAccessPolicies(SKILL)).containsExactly(policy);
        assertThat(store().getAccessPolicy(id, SKILL)).contains(policy);
        assertThat(store().getAccessPolicy(id, TOOL)).isEmpty();
        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.GRANT_ACCESS);
        assertThat(entry.userId()).isEqualTo("alice");
        assertThat(entry.metadata().toMap())
                .containsEntry("grantee", "skill:reporter")
                .containsEntry("level", "write")
                .containsEntry("reason", "monthly report");
    }

    @Test
    void grant_madeAgain_replacesTheOneThatStood() {
        CredentialId id = scene().stored("name");
        store().grantAccess(id, SKILL, AccessLevel.ADMIN);

        AccessPolicy second =
                store().grantAccess(id, Grant.of(SKILL, AccessLevel.READ).withExpiresAt(END));

        assertThat(store().getAccessPolicies(id)).containsExactly(second);
        assertThat(store().hasAccess(id, SKILL, AccessLevel.WRITE)).isFalse();
    }

    @Test
    void grant_thatCannotBe_isRefused() {
        CredentialId id = scene().stored("name");
        for (Instant past : List.of(Scene.START, Scene.START.minusMillis(1))) {
            Grant grant = Grant.of(SKILL, AccessLevel.READ).withExpiresAt(past);
            scene().refuses(ErrorCode.INVALID_INPUT, () -> store().grantAccess(id, grant))
                    .recordedAs(AuditAction.GRANT_ACCESS, "invalid_input");
        }
        refusesInput(() -> Grant.of(Entity.owner("pretender"), AccessLevel.READ));
        Malformed.texts().forEach(text -> {
            refusesInput(() -> Grant.of(SKILL, AccessLevel.READ).withGrantedBy(text));
            refusesInput(() -> Grant.of(SKILL, AccessLevel.READ).withReason(text));
        });
        refusesInput(() -> store().grantAccess(id, SKILL, Malformed.nothing()));
        refusesInput(() -> store().grantAccess(id, Malformed.nothing(), AccessLevel.READ));
        refusesInput(() -> store().grantAccess(Malformed.nothing(), SKILL, AccessLevel.READ));

        assertThat(store().getAccessPolicies(id)).isEmpty();
    }

    private void refusesInput(ThrowingCallable call) {
        scene().refuses(ErrorCode.INVALID_INPUT, call).unrecorded();
    }

    @Test
    void levelChange_keepsEndAndReason() {
        CredentialId id = scene().stored("name");
        store().grantAccess(
                        id, Grant.of(SKILL, AccessLevel.READ).withExpiresAt(END).withReason("report"));

        AccessPolicy changed = store().changeAccessLevel(id, SKILL, AccessLevel.WRITE, "bob");

        assertThat(store().getAccessPolicy(id, SKILL)).contains(changed);
        assertThat(changed.level()).isEqualTo(AccessLevel.WRITE);
        assertThat(changed.expiresAt()).isEqualTo(END);
        assertThat(changed.reason()).isEqualTo("report");
        assertThat(changed.grantedBy()).isEqualTo("bob");
    }

    @Test
    void levelChange_withoutAGrant_isRefused() {
        CredentialId id = scene().stored("name");

        scene().refuses(ErrorCode.NOT_FOUND, () -> store().changeAccessLevel(id, SKILL, AccessLevel.ADMIN, null))
                .recordedAs(AuditAction.GRANT_ACCESS, "not_found");
        scene().refuses(
                        ErrorCode.NOT_FOUND,
                        () -> store().changeAccessLevel(Scene.UNKNOWN, SKILL, AccessLevel.ADMIN, null))
                .recordedAs(AuditAction.GRANT_ACCESS, "not_found");

        assertThat(store().hasAccess(id, SKILL)).isFalse();
    }

    @Test
    void accessibleCredentials_areThoseThatWouldBeReleasedNow() {
        CredentialId readable = scene().readable("readable");
        CredentialId writable = scene().stored("writable");
        store().grantAccess(writable, SKILL, AccessLevel.WRITE);
        scene().stored("ungranted");
        store().revokeCredential(scene().readable("revoked"), null, null);
        store().updateExpiry(scene().readable("expired"), END, null);
        CredentialId ended = scene().stored("ended");
        store().grantAccess(ended, Grant.of(SKILL, AccessLevel.READ).withExpiresAt(END));
        clock().set(END);

        assertThat(store().getAccessibleCredentials(SKILL))
                .extracting(Credential::id)
                .containsExactly(readable, writable);
        assertThat(store().getAccessibleCredentials(TOOL)).isEmpty();
    }

    @Test
    void accessibleCredentials_comeInPages_withoutGapOrRepeat() {
        List<CredentialId> readable = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            readable.add(scene().readable("readable-" + number));
            scene().stored("ungranted-" + number);
            store().revokeCredential(scene().readable("revoked-" + number), null, null);
        }

        List<CredentialId> seen = new ArrayList<>();
        CredentialFilter page = CredentialFilter.all().withLimit(3);
        for (int size : new int[] {3, 3, 1, 0}) {
            List<Credential> found = store().getAccessibleCredentials(SKILL, page);
            assertThat(found).hasSize(size);
            assertThat(store().as(Caller.of(SKILL)).getAccessibleCredentials(page))
                    .isEqualTo(found);
            found.forEach(credential -> seen.add(credential.id()));
            page = page.withAfter(seen.get(seen.size() - 1));
        }

        assertThat(seen).isEqualTo(readable);
        assertThat(store().getAccessibleCredentials(SKILL, page.withService("another")))
                .isEmpty();
    }

    @Test
    void assertion_passesInSilence_andIsRecordedWhenItFails() {
        CredentialId id = scene().readable("name");
        Caller caller = Caller.of(SKILL).withUser("alice");
        int before = scene().trail().size();

        assertThatCode(() -> store().assertAccess(id, caller, AccessLevel.READ)).doesNotThrowAnyException();
        assertThat(scene().trail()).hasSize(before);

        AuditEntry entry = scene().refuses(
                        ErrorCode.ACCESS_DENIED, () -> store().assertAccess(id, caller, AccessLevel.WRITE))
                .recordedAs(AuditAction.ASSERT_ACCESS, "level_too_low");
        assertThat(entry.entity()).isEqualTo(SKILL);
        assertThat(entry.userId()).isEqualTo("alice");
        store().revokeCredential(id, null, null);
        scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> store().assertAccess(id, caller, AccessLevel.READ))
                .recordedAs(AuditAction.ASSERT_ACCESS, "credential_revoked");
    }

    @Test
    void explanation_namesTheGrantOrTheReason() {
        CredentialId id = scene().stored("name");
        assertThat(denial(Scene.UNKNOWN, SKILL)).isEqualTo(DenialReason.UNKNOWN_CREDENTIAL);
        assertThat(denial(id, SKILL)).isEqualTo(DenialReason.NOT_GRANTED);

        AccessPolicy policy =
                store().grantAccess(id, Grant.of(SKILL, AccessLevel.READ).withExpiresAt(END));
        assertThat(store().explain(id, Caller.of(SKILL))).isEqualTo(new AccessDecision.Granted(policy));

        clock().set(END);
        assertThat(denial(id, SKILL)).isEqualTo(DenialReason.GRANT_EXPIRED);
        store().grantAccess(id, SKILL, AccessLevel.READ);
        store().updateExpiry(id, END.plusMillis(1), null);
        clock().set(END.plusMillis(1));
        assertThat(denial(id, SKILL)).isEqualTo(DenialReason.CREDENTIAL_EXPIRED);
        store().revokeCredential(id, null, null);
        assertThat(denial(id, SKILL)).isEqualTo(DenialReason.CREDENTIAL_REVOKED);
        assertThat(denial(id, TOOL)).isEqualTo(DenialReason.NOT_GRANTED);
        assertThat(store().explain(id, SKILL, AccessLevel.ADMIN))
                .isEqualTo(new AccessDecision.Denied(DenialReason.LEVEL_TOO_LOW));
    }
}
