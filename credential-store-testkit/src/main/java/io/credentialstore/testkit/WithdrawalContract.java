package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Stories of access that ends: taken back from one, from all, or by itself. */
public abstract class WithdrawalContract extends StoreContract {
    private static final Entity SKILL = Scene.SKILL;
    private static final Entity TOOL = Entity.tool("browser");
    private static final Instant END = Scene.START.plus(Duration.ofHours(1));

    /** For subclasses. */
    protected WithdrawalContract() {}

    @Test
    void revokedGrant_allowsNothingFromThenOn() {
        CredentialId id = scene().readable("name");
        store().grantAccess(id, TOOL, AccessLevel.READ);

        assertThat(store().revokeAccess(id, SKILL, "alice")).isTrue();

        assertThat(scene().newest().action()).isEqualTo(AuditAction.REVOKE_ACCESS);
        assertThat(scene().newest().userId()).isEqualTo("alice");
        scene().refuses(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Scene.SKILL_ID))
                .recordedAs(AuditAction.RETRIEVE, "not_granted");
        assertThat(store().hasAccess(id, TOOL)).isTrue();
        assertThat(store().revokeAccess(id, SKILL)).isFalse();
        assertThat(scene().newest().action()).isEqualTo(AuditAction.REVOKE_ACCESS);
        assertThat(scene().newest().success()).isTrue();
        assertThat(scene().newest().metadata().toMap()).containsEntry("found", "no such grant");
    }

    @Test
    void revocationOfAGrant_onAnUnknownCredential_isRefused_andOnARevokedOnePossible() {
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().revokeAccess(Scene.UNKNOWN, SKILL))
                .recordedAs(AuditAction.REVOKE_ACCESS, "not_found");
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().revokeAllAccess(Scene.UNKNOWN, null))
                .recordedAs(AuditAction.REVOKE_ACCESS, "not_found");

        CredentialId id = scene().readable("name");
        store().revokeCredential(id, null, null);
        assertThat(store().revokeAccess(id, SKILL)).isTrue();
    }

    @Test
    void revocationOfAllGrants_countsThem_andLeavesOtherCredentials() {
        CredentialId id = scene().readable("name");
        store().grantAccess(id, TOOL, AccessLevel.ADMIN);
        CredentialId other = scene().readable("other");

        assertThat(store().revokeAllAccess(id, "alice")).isEqualTo(2);
        assertThat(store().revokeAllAccess(id, "alice")).isZero();

        assertThat(store().getAccessPolicies(id)).isEmpty();
        assertThat(store().hasAccess(other, SKILL)).isTrue();
        scene().assertUnharmed();
    }

    @Test
    void revocationOfAllThatAnEntityHas_countsIt_andLeavesOtherEntities() {
        CredentialId id = scene().readable("name");
        CredentialId other = scene().readable("other");
        store().grantAccess(id, TOOL, AccessLevel.READ);

        assertThat(store().revokeAllAccess(SKILL, "alice")).isEqualTo(2);
        assertThat(store().revokeAllAccess(SKILL, "alice")).isZero();

        assertThat(store().getAccessPolicies(SKILL)).isEmpty();
        assertThat(store().hasAccess(id, SKILL)).isFalse();
        assertThat(store().hasAccess(other, SKILL)).isFalse();
        assertThat(store().hasAccess(id, TOOL)).isTrue();
        assertThat(store().getAuditTrail(other).get(0).userId()).isEqualTo("alice");
        scene().assertUnharmed();
    }

    @Test
    void expiringGrants_areListedFirstToEndFirst_andRemovedOnlyOnceTheyHaveEnded() {
        CredentialId id = scene().stored("name");
        CredentialId other = scene().stored("other");
        AccessPolicy late =
                store().grantAccess(id, Grant.of(SKILL, AccessLevel.READ).withExpiresAt(END));
        AccessPolicy early =
                store().grantAccess(other, Grant.of(SKILL, AccessLevel.READ).withExpiresAt(END.minusSeconds(60)));
        store().grantAccess(id, TOOL, AccessLevel.READ);

        assertThat(store().getGrantsExpiringBefore(END)).containsExactly(early);
        assertThat(store().getGrantsExpiringBefore(END.plusMillis(1))).containsExactly(early, late);
        assertThat(store().removeExpiredGrants()).isZero();
        clock().set(END.minusSeconds(60));
        assertThat(store().getGrantsExpiringBefore(END.plusMillis(1))).containsExactly(late);
        clock().set(END);
        assertThat(store().getAccessPolicies(SKILL)).hasSize(2);

        assertThat(store().removeExpiredGrants()).isEqualTo(2);

        assertThat(store().getAccessPolicies(SKILL)).isEmpty();
        assertThat(store().getAccessPolicies(id)).hasSize(1);
        scene().assertUnharmed();
    }
}
