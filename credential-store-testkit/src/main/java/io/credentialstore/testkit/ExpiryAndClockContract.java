package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stories of things that end, and of clocks that go wrong: time in the store never falls behind its trail. */
public abstract class ExpiryAndClockContract extends StoreContract {
    private static final Instant END = Scene.START.plus(Duration.ofHours(1));
    private static final Duration DAY = Duration.ofDays(1);

    /** For subclasses. */
    protected ExpiryAndClockContract() {}

    private CredentialId withEndingGrant() {
        CredentialId id = scene().stored("name");
        store().grantAccess(id, Grant.of(Scene.SKILL, AccessLevel.READ).withExpiresAt(END));
        return id;
    }

    private CredentialId ending() {
        CredentialId id = scene().readable("ending");
        store().updateExpiry(id, END, null);
        return id;
    }

    private String bySkill(CredentialId id) {
        return Scene.text(store().retrieveCredential(id, Scene.SKILL_ID));
    }

    private void refusesSkill(ErrorCode code, String recorded, CredentialId id) {
        scene().refuses(code, () -> store().retrieveCredential(id, Scene.SKILL_ID))
                .recordedAs(AuditAction.RETRIEVE, recorded);
    }

    @Test
    void credential_servesUntilItsExpiry_andNoInstantLonger() {
        CredentialId id = ending();

        clock().set(END.minusMillis(1));
        assertThat(bySkill(id)).isEqualTo("ending");
        clock().set(END);
        refusesSkill(ErrorCode.CREDENTIAL_EXPIRED, "credential_expired", id);
        scene().refuses(ErrorCode.CREDENTIAL_EXPIRED, () -> store().retrieveCredentialAsOwner(id, null))
                .recordedAs(AuditAction.RETRIEVE, "credential_expired");
        assertThat(store().hasAccess(id, Scene.SKILL)).isFalse();
    }

    @Test
    void grant_standsUntilItsEnd_andNoInstantLonger() {
        CredentialId id = withEndingGrant();

        clock().set(END.minusMillis(1));
        assertThat(bySkill(id)).isEqualTo("name");
        clock().set(END);
        refusesSkill(ErrorCode.ACCESS_DENIED, "grant_expired", id);
        assertThat(store().hasAccess(id, Scene.SKILL)).isFalse();
    }

    @Test
    void expiredCredential_isRenewedByANewExpiry_orARotationThatBringsOne() {
        CredentialId id = ending();
        clock().set(END);
        scene().refuses(ErrorCode.INVALID_INPUT, () -> scene().rotated(id, "new"))
                .recordedAs(AuditAction.ROTATE, "invalid_input");

        store().rotateCredential(id, TestValues.apiKey("new"), Rotation.by(null).withExpiresAt(END.plus(DAY)));
        assertThat(bySkill(id)).isEqualTo("new");

        clock().set(END.plus(DAY));
        refusesSkill(ErrorCode.CREDENTIAL_EXPIRED, "credential_expired", id);
        store().updateExpiry(id, null, null);
        assertThat(bySkill(id)).isEqualTo("new");
    }

    @Test
    @DisplayName("X4: a clock that is set back does not revive a grant")
    void clockSetBack_doesNotReviveAGrant() {
        CredentialId id = withEndingGrant();
        clock().set(END);
        refusesSkill(ErrorCode.ACCESS_DENIED, "grant_expired", id);

        clock().set(Scene.START);

        refusesSkill(ErrorCode.ACCESS_DENIED, "grant_expired", id);
        assertThat(store().hasAccess(id, Scene.SKILL)).isFalse();
        assertThat(store().getAccessibleCredentials(Scene.SKILL)).isEmpty();
        assertThat(store().getGrantsExpiringBefore(END.plus(DAY))).isEmpty();
    }

    @Test
    @DisplayName("X4: a clock that is set back does not revive a credential")
    void clockSetBack_doesNotReviveACredential() {
        CredentialId id = ending();
        clock().set(END);
        scene().stored("another");

        clock().set(Scene.START.minus(DAY));

        refusesSkill(ErrorCode.CREDENTIAL_EXPIRED, "credential_expired", id);
        assertThat(store().isCredentialValid(id)).isFalse();
    }

    @Test
    void clockSetBack_doesNotReviveAnOldVersion() {
        CredentialId id = scene().readable("old");
        Duration grace = Duration.between(Scene.START, END);
        store().rotateCredential(id, TestValues.apiKey("new"), Rotation.by(null).withGracePeriod(grace));
        clock().set(END);
        assertThat(bySkill(id)).isEqualTo("new");

        clock().set(Scene.START);

        scene().refuses(ErrorCode.VERSION_UNAVAILABLE, () -> store().retrieveCredential(id, 1, Caller.of(Scene.SKILL)))
                .recordedAs(AuditAction.RETRIEVE, "version_unavailable");
    }

    @Test
    void clockSetBack_doesNotReviveAnythingForAStoreThatIsOpenedThen() {
        CredentialId id = withEndingGrant();
        clock().set(END);
        assertThat(scene().valueOf(id)).isEqualTo("name");
        clock().set(Scene.START);

        CredentialStore another = scene().openWith(scene().key());

        assertThat(another.hasAccess(id, Scene.SKILL)).isFalse();
        scene().refuses(ErrorCode.ACCESS_DENIED, () -> another.retrieveCredential(id, Scene.SKILL_ID))
                .recordedAs(AuditAction.RETRIEVE, "grant_expired");
    }

    @Test
    @DisplayName("X4: a clock that is set back does not turn the trail around")
    void clockSetBack_doesNotTurnTheTrailAround() {
        clock().set(END);
        scene().stored("at-the-end");
        clock().set(Scene.START);
        scene().stored("after-it");

        assertThat(scene().trail()).extracting(AuditEntry::timestamp).isSorted();
        assertThat(scene().newest().timestamp()).isEqualTo(END);
        scene().assertUnharmed();
    }

    @Test
    @DisplayName("X4: a clock ten years ahead ends what ends, and what is endless goes on after it is set back")
    void clockTenYearsAhead_endsWhatEnds_andWhatIsEndlessGoesOnAfterItIsSetBack() {
        CredentialId ended = withEndingGrant();
        CredentialId endless = scene().readable("endless");
        clock().set(Scene.START.plus(Duration.ofDays(3_650)));
        refusesSkill(ErrorCode.ACCESS_DENIED, "grant_expired", ended);

        clock().set(Scene.START);

        refusesSkill(ErrorCode.ACCESS_DENIED, "grant_expired", ended);
        assertThat(bySkill(endless)).isEqualTo("endless");
        scene().assertUnharmed();
    }

    @Test
    void expiry_thatLiesAheadOfTheClockButBehindTheTrail_hasPassed() {
        CredentialId id = scene().readable("name");
        clock().set(END);
        assertThat(bySkill(id)).isEqualTo("name");
        clock().set(Scene.START);
        Instant between = END.minusSeconds(1);

        scene().refuses(
                        ErrorCode.INVALID_INPUT,
                        () -> store().storeCredential(NewCredential.of("late", "service", TestValues.apiKey("late"))
                                .withExpiresAt(between)))
                .recordedAs(AuditAction.STORE, "invalid_input");
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().updateExpiry(id, between, null))
                .recordedAs(AuditAction.UPDATE, "invalid_input");
        scene().refuses(
                        ErrorCode.INVALID_INPUT,
                        () -> store().grantAccess(
                                        id,
                                        Grant.of(Scene.SKILL, AccessLevel.READ).withExpiresAt(between)))
                .recordedAs(AuditAction.GRANT_ACCESS, "invalid_input");
    }
}
