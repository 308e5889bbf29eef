package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.StoredPolicy;
import org.junit.jupiter.api.Test;

/**
 * Stories of somebody who has no key but kept copies of genuine grants, each with its valid MAC: put back, raised, copied
 * or handed on, they allow nobody anything.
 */
public abstract class TamperedGrantContract extends TamperedContract {
    /** For subclasses. */
    protected TamperedGrantContract() {}

    @Test
    void revokedGrant_putBack_isRefused() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().revokeAccess(id, Scene.SKILL);

        tamper(tables -> older.policies().forEach(tables.policies()::insert));

        refuses(id, "credential_access_policies");
    }

    @Test
    void revokedGrant_putBackWithAllOlderRows_isRefused() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().revokeAccess(id, Scene.SKILL);

        tamper(older::putBack);

        refuses(id, "credentials");
    }

    @Test
    void grantOfAHigherLevel_putBackAfterItWasLowered_isRefused() {
        CredentialId id = scene().stored("name");
        store().grantAccess(id, Scene.SKILL, AccessLevel.ADMIN);
        Copy older = Copy.of(scene(), id);
        store().changeAccessLevel(id, Scene.SKILL, AccessLevel.READ, null);

        tamper(tables -> {
            tables.policies().delete(older.policies().get(0).id());
            tables.policies().insert(older.policies().get(0));
        });

        refuses(id, "credential_access_policies");
    }

    @Test
    void revokedGrant_putBack_isInNoListOfItsSkill() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().revokeAccess(id, Scene.SKILL);

        tamper(tables -> older.policies().forEach(tables.policies()::insert));

        Refused.error(ErrorCode.TAMPERED, () -> store().getAccessPolicies(Scene.SKILL));
    }

    /** The digest over the credential's grants holds their MACs, which still stand: only the row's own MAC tells. */
    @Test
    void changedGrant_thatKeptItsMac_isInNoList() {
        CredentialId id = scene().readable("name");
        StoredPolicy genuine = Copy.of(scene(), id).policies().get(0);

        tamper(tables -> {
            tables.policies().delete(genuine.id());
            tables.policies().insert(Columns.with(genuine, "accessLevel", "admin"));
        });

        Refused.error(ErrorCode.TAMPERED, () -> store().getAccessPolicies(id));
        Refused.error(ErrorCode.TAMPERED, () -> store().getAccessPolicies(Scene.SKILL));
    }

    @Test
    void grant_copiedToAnotherSkillOrCredential_isRefused() {
        CredentialId id = scene().readable("name");
        CredentialId other = scene().stored("other");
        StoredPolicy genuine = Copy.of(scene(), id).policies().get(0);
        StoredPolicy forThief = Columns.with(genuine, "id", "policy_2_forged00");

        tamper(tables -> tables.policies().insert(Columns.with(forThief, "entityId", THIEF.id())));
        Refused.error(ErrorCode.TAMPERED, () -> store().retrieveCredential(id, THIEF.id()));
        assertFound("credential_access_policies", id.value());
        tamper(tables -> tables.policies().delete(forThief.id()));

        tamper(tables -> tables.policies().insert(Columns.with(forThief, "credentialId", other.value())));
        refuses(other, "credential_access_policies");
        tamper(tables -> tables.policies().delete(forThief.id()));
        assertThat(scene().valueOf(other)).isEqualTo("other");
    }

    @Test
    void grant_handedToAnotherSkill_isRefused() {
        CredentialId id = scene().readable("name");
        StoredPolicy genuine = Copy.of(scene(), id).policies().get(0);

        tamper(tables -> {
            tables.policies().delete(genuine.id());
            tables.policies().insert(Columns.with(genuine, "entityId", THIEF.id()));
        });

        Refused.error(ErrorCode.TAMPERED, () -> store().retrieveCredential(id, THIEF.id()));
        Refused.error(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Scene.SKILL_ID));
        assertFound("credential_access_policies", genuine.id());
    }

    @Test
    void grant_removed_isRefused_ratherThanTakenForRevoked() {
        CredentialId id = scene().readable("name");
        StoredPolicy genuine = Copy.of(scene(), id).policies().get(0);

        tamper(tables -> tables.policies().delete(genuine.id()));

        refuses(id, "credential_access_policies");
        tamper(tables -> tables.policies().insert(genuine));
        scene().assertUnharmed();
    }
}
