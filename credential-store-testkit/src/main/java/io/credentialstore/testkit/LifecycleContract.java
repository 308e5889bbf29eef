package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.model.Metadata;
import io.credentialstore.model.VersionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Stories of what happens to a credential after it was stored: notes, expiry, withdrawal, destruction. */
public abstract class LifecycleContract extends StoreContract {
    private static final Metadata NOTES = Metadata.of(Map.of("owner", "payments"));

    /** For subclasses. */
    protected LifecycleContract() {}

    private List<AuditEntry> trailOf(CredentialId id) {
        return store().getAuditTrail(id);
    }

    @Test
    void metadata_isReplaced_andTheTrailSaysByWhom() {
        CredentialId id = scene().stored("name");
        clock().advance(Duration.ofSeconds(1));

        store().updateMetadata(id, NOTES, "alice");

        assertThat(store().getCredential(id).metadata()).isEqualTo(NOTES);
        assertThat(store().getCredential(id).updatedAt()).isEqualTo(clock().instant());
        assertThat(scene().newest().action()).isEqualTo(AuditAction.UPDATE);
        assertThat(scene().newest().userId()).isEqualTo("alice");
        assertThat(scene().valueOf(id)).isEqualTo("name");
    }

    @Test
    void expiry_isReplacedOrRemoved() {
        CredentialId id = scene().stored("name");
        Instant end = Scene.START.plus(Duration.ofDays(1));

        store().updateExpiry(id, end, "alice");
        assertThat(store().getCredential(id).expiresAt()).isEqualTo(end);
        assertThat(scene().newest().action()).isEqualTo(AuditAction.UPDATE);

        store().updateExpiry(id, null, "alice");
        assertThat(store().getCredential(id).expiresAt()).isNull();
    }

    @Test
    void expiry_thatHasPassed_isRefused_andTheOldOneStays() {
        CredentialId id = scene().stored("name");

        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().updateExpiry(id, Scene.START, "alice"))
                .recordedAs(AuditAction.UPDATE, "invalid_input");

        assertThat(store().getCredential(id).expiresAt()).isNull();
    }

    @Test
    void revocation_endsEveryUse_andTheTrailSaysByWhomAndWhy() {
        CredentialId id = scene().readable("name");
        scene().rotated(id, "new");

        store().revokeCredential(id, "alice", "it leaked");

        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.REVOKE);
        assertThat(entry.success()).isTrue();
        assertThat(entry.userId()).isEqualTo("alice");
        assertThat(entry.metadata().text("reason")).contains("it leaked");
        assertThat(store().getCredential(id).status()).isEqualTo(CredentialStatus.REVOKED);
        assertThat(store().isCredentialValid(id)).isFalse();
        assertThat(store().getCredentialVersions(id))
                .extracting(CredentialVersion::status)
                .containsOnly(VersionStatus.REVOKED);
    }

    @Test
    void revokedCredential_isRefusedToOwnerAndSkill_forGood() {
        CredentialId id = scene().readable("name");
        store().revokeCredential(id, null, null);

        scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> store().retrieveCredentialAsOwner(id, null))
                .recordedAs(AuditAction.RETRIEVE, "credential_revoked");
        scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> store().retrieveCredential(id, Scene.SKILL_ID))
                .recordedAs(AuditAction.RETRIEVE, "credential_revoked");
        refusesEveryChange(id, ErrorCode.CREDENTIAL_REVOKED, "credential_revoked");
        scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> store().revokeCredential(id, null, null))
                .recordedAs(AuditAction.REVOKE, "credential_revoked");
    }

    private void refusesEveryChange(CredentialId id, ErrorCode code, String recorded) {
        Instant end = Scene.START.plus(Duration.ofDays(1));
        scene().refuses(code, () -> store().updateMetadata(id, NOTES, null)).recordedAs(AuditAction.UPDATE, recorded);
        scene().refuses(code, () -> store().updateExpiry(id, end, null)).recordedAs(AuditAction.UPDATE, recorded);
        scene().refuses(code, () -> scene().rotated(id, "new")).recordedAs(AuditAction.ROTATE, recorded);
        scene().refuses(code, () -> store().grantAccess(id, Scene.SKILL, AccessLevel.READ))
                .recordedAs(AuditAction.GRANT_ACCESS, recorded);
    }

    @Test
    void nameOfARevokedCredential_isFreeAgain_andBothKeepTheirOwnHistory() {
        CredentialId old = scene().stored("name");
        store().revokeCredential(old, null, null);
        CredentialId fresh = scene().stored("name");

        assertThat(fresh).isNotEqualTo(old);
        assertThat(store().findCredential("name").orElseThrow().id()).isEqualTo(fresh);
        assertThat(scene().valueOf(fresh)).isEqualTo("name");
        assertThat(trailOf(old)).extracting(AuditEntry::action).containsExactly(AuditAction.REVOKE, AuditAction.STORE);
        store().revokeCredential(fresh, null, null);
        assertThat(store().findCredential("name")).isEmpty();
        scene().assertUnharmed();
    }

    @Test
    void deletion_leavesNothingButTheTrail() {
        CredentialId id = scene().readable("name");

        store().deleteCredential(id, "alice", "gone for good");

        assertThat(scene().newest().action()).isEqualTo(AuditAction.DELETE);
        assertThat(scene().newest().metadata().toMap())
                .containsEntry("reason", "gone for good")
                .containsEntry("name", "name");
        assertThat(store().listCredentials()).extracting(row -> row.id()).doesNotContain(id);
        assertThat(store().getAccessPolicies(Scene.SKILL)).isEmpty();
        assertThat(scene().<List<?>>rows(tables -> tables.credentials().listVersions(id.value())))
                .isEmpty();
        assertThat(trailOf(id))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.DELETE, AuditAction.GRANT_ACCESS, AuditAction.STORE);
    }

    @Test
    void deletedCredential_isUnknownFromThenOn() {
        CredentialId id = scene().readable("name");
        store().deleteCredential(id, null, null);

        refusesQuestion(() -> store().getCredential(id));
        refusesQuestion(() -> store().getCredentialVersions(id));
        refusesQuestion(() -> store().getAccessPolicies(id));
        assertThat(store().isCredentialValid(id)).isFalse();
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().retrieveCredentialAsOwner(id, null))
                .recordedAs(AuditAction.RETRIEVE, "not_found");
        scene().refuses(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Scene.SKILL_ID))
                .recordedAs(AuditAction.RETRIEVE, "unknown_credential");
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().deleteCredential(id, null, null))
                .recordedAs(AuditAction.DELETE, "not_found");
        refusesEveryChange(id, ErrorCode.NOT_FOUND, "not_found");
    }

    private void refusesQuestion(ThrowingCallable question) {
        scene().refuses(ErrorCode.NOT_FOUND, question).unrecorded();
    }

    @Test
    void deletion_ofARevokedCredential_isPossible_andOfALiveOneFreesItsName() {
        CredentialId revoked = scene().stored("name");
        store().revokeCredential(revoked, null, null);
        CredentialId live = scene().stored("name");

        store().deleteCredential(revoked, null, null);
        assertThat(scene().valueOf(live)).isEqualTo("name");
        store().deleteCredential(live, null, null);

        assertThat(scene().valueOf(scene().stored("name"))).isEqualTo("name");
        scene().assertUnharmed();
    }

    @Test
    void anUnknownId_isRefusedByEveryVerb() {
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().revokeCredential(Scene.UNKNOWN, null, null))
                .recordedAs(AuditAction.REVOKE, "not_found");
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().deleteCredential(Scene.UNKNOWN, null, null))
                .recordedAs(AuditAction.DELETE, "not_found");
        refusesEveryChange(Scene.UNKNOWN, ErrorCode.NOT_FOUND, "not_found");
    }

    @Test
    void malformedArguments_areRefusedBeforeAnythingHappens() {
        CredentialId id = scene().stored("name");
        Malformed.texts().forEach(text -> {
            refusesInput(() -> store().revokeCredential(id, text, null));
            refusesInput(() -> store().revokeCredential(id, null, text));
            refusesInput(() -> store().deleteCredential(id, text, null));
            refusesInput(() -> store().deleteCredential(id, null, text));
            refusesInput(() -> store().updateMetadata(id, NOTES, text));
            refusesInput(() -> store().updateExpiry(id, null, text));
        });
        refusesInput(() -> store().revokeCredential(Malformed.nothing(), null, null));
        refusesInput(() -> store().deleteCredential(Malformed.nothing(), null, null));
        refusesInput(() -> store().updateMetadata(id, Malformed.nothing(), null));
        refusesInput(() -> store().updateExpiry(id, Instant.MAX, null));
        refusesInput(() -> CredentialId.of("cred_1"));
        refusesInput(() -> CredentialId.of("../" + id));
        refusesInput(() -> Metadata.ofJson("{\"a\":1,\"a\":2}"));
        refusesInput(() -> Metadata.of(Map.of("large", "x".repeat(Metadata.MAX_BYTES))));

        assertThat(scene().valueOf(id)).isEqualTo("name");
    }

    private void refusesInput(ThrowingCallable call) {
        scene().refuses(ErrorCode.INVALID_INPUT, call).unrecorded();
    }
}
