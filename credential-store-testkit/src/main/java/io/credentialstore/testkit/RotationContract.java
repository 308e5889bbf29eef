package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.model.VersionStatus;
import io.credentialstore.value.OAuthToken;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stories of replacing a value: without downtime, with history, and never by halves. */
public abstract class RotationContract extends StoreContract {
    private static final Caller SKILL = Caller.of(Scene.SKILL);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final int KEPT_VERSIONS = 50;

    /** For subclasses. */
    protected RotationContract() {}

    private int rotated(CredentialId id, String text, Rotation rotation) {
        return store().rotateCredential(id, TestValues.apiKey(text), rotation);
    }

    private String version(CredentialId id, int version) {
        return Scene.text(store().retrieveCredential(id, version, SKILL));
    }

    private void refusesVersion(CredentialId id, int version) {
        scene().refuses(ErrorCode.VERSION_UNAVAILABLE, () -> store().retrieveCredential(id, version, SKILL))
                .recordedAs(AuditAction.RETRIEVE, "version_unavailable");
    }

    @Test
    void rotation_givesTheNewValueFromThenOn() {
        CredentialId id = scene().readable("old");
        clock().advance(Duration.ofSeconds(5));

        assertThat(scene().rotated(id, "new")).isEqualTo(2);

        try (RetrievedCredential retrieved = store().retrieveCredential(id, Scene.SKILL_ID)) {
            assertThat(retrieved.version()).isEqualTo(2);
            assertThat(Scene.text(retrieved)).isEqualTo("new");
        }
        assertThat(store().getCredential(id).version()).isEqualTo(2);
        assertThat(store().getCredential(id).lastRotatedAt()).isEqualTo(clock().instant());
    }

    @Test
    void rotation_isInTheTrailAndInTheHistory() {
        CredentialId id = scene().stored("old");

        scene().rotated(id, "new");

        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.ROTATE);
        assertThat(entry.success()).isTrue();
        assertThat(entry.version()).isEqualTo(2);
        assertThat(entry.userId()).isEqualTo("rotator");
        assertThat(store().getCredentialVersions(id))
                .containsExactly(
                        new CredentialVersion(1, VersionStatus.ROTATED, Scene.START, null, null),
                        new CredentialVersion(2, VersionStatus.ACTIVE, Scene.START, "rotator", null));
    }

    @Test
    void oldVersion_withoutGracePeriod_endsAtOnce() {
        CredentialId id = scene().readable("old");
        assertThat(version(id, 1)).isEqualTo("old");

        scene().rotated(id, "new");

        refusesVersion(id, 1);
        assertThat(version(id, 2)).isEqualTo("new");
    }

    @Test
    void oldVersion_servesUntilItsGracePeriodEnds_andNoInstantLonger() {
        CredentialId id = scene().readable("old");
        rotated(id, "new", Rotation.by("alice").withGracePeriod(GRACE));
        Instant end = Scene.START.plus(GRACE);

        assertThat(store().getCredentialVersions(id).get(0).servesUntil()).isEqualTo(end);
        clock().set(end.minusMillis(1));
        assertThat(version(id, 1)).isEqualTo("old");
        assertThat(version(id, 2)).isEqualTo("new");
        assertThat(scene().valueOf(id)).isEqualTo("new");
        clock().set(end);
        refusesVersion(id, 1);
        assertThat(version(id, 2)).isEqualTo("new");
    }

    @Test
    void oldVersions_haveEachAGracePeriodOfTheirOwn() {
        CredentialId id = scene().readable("one");
        rotated(id, "two", Rotation.by(null).withGracePeriod(GRACE));
        clock().advance(GRACE.dividedBy(2));
        rotated(id, "three", Rotation.by(null).withGracePeriod(GRACE));

        assertThat(version(id, 1)).isEqualTo("one");
        assertThat(version(id, 2)).isEqualTo("two");
        clock().advance(GRACE.dividedBy(2));
        refusesVersion(id, 1);
        assertThat(version(id, 2)).isEqualTo("two");
        assertThat(version(id, 3)).isEqualTo("three");
    }

    @Test
    void rotation_withoutGracePeriod_endsThoseThatAreStillRunningToo() {
        CredentialId id = scene().readable("leaked");
        rotated(id, "leaked too", Rotation.by(null).withGracePeriod(GRACE));
        assertThat(version(id, 1)).isEqualTo("leaked");

        assertThat(store().rotateCredential(id, TestValues.apiKey("safe"))).isEqualTo(3);

        refusesVersion(id, 1);
        refusesVersion(id, 2);
        assertThat(version(id, 3)).isEqualTo("safe");
    }

    @Test
    void oldVersion_withinItsGracePeriod_stillNeedsAGrantAndALivingCredential() {
        CredentialId id = scene().readable("old");
        rotated(id, "new", Rotation.by(null).withGracePeriod(GRACE));

        store().revokeAccess(id, Scene.SKILL);
        scene().refuses(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, 1, SKILL))
                .recordedAs(AuditAction.RETRIEVE, "not_granted");
        CredentialId other = scene().readable("other");
        rotated(other, "new", Rotation.by(null).withGracePeriod(GRACE));
        store().revokeCredential(other, null, null);
        scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> store().retrieveCredential(other, 1, SKILL))
                .recordedAs(AuditAction.RETRIEVE, "credential_revoked");
    }

    @Test
    void version_thatNeverWas_isRefused() {
        CredentialId id = scene().readable("name");

        refusesVersion(id, 2);
        refusesVersion(id, Integer.MAX_VALUE);
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().retrieveCredential(id, 0, SKILL))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().retrieveCredential(id, -1, SKILL))
                .unrecorded();
    }

    @Test
    void history_keepsTheLastFiftyVersions_andNumbersGoOn() {
        CredentialId id = scene().readable("v1");
        Rotation graceful = Rotation.by(null).withGracePeriod(GRACE);
        IntStream.rangeClosed(2, KEPT_VERSIONS + 2)
                .forEach(n -> assertThat(rotated(id, "v" + n, graceful)).isEqualTo(n));

        assertThat(store().getCredentialVersions(id))
                .extracting(CredentialVersion::version)
                .isEqualTo(IntStream.rangeClosed(3, KEPT_VERSIONS + 2).boxed().toList());
        refusesVersion(id, 2);
        assertThat(version(id, 3)).isEqualTo("v3");
        assertThat(scene().valueOf(id)).isEqualTo("v52");
        scene().assertUnharmed();
    }

    @Test
    void rotation_keepsTheExpiryUnlessAnotherIsGiven() {
        CredentialId id = scene().stored("name");
        Instant first = Scene.START.plus(Duration.ofDays(1));
        Instant second = Scene.START.plus(Duration.ofDays(2));
        store().updateExpiry(id, first, null);

        scene().rotated(id, "two");
        assertThat(store().getCredential(id).expiresAt()).isEqualTo(first);
        rotated(id, "three", Rotation.by(null).withExpiresAt(second));
        assertThat(store().getCredential(id).expiresAt()).isEqualTo(second);
        rotated(id, "four", Rotation.by(null).withExpiresAt(null));
        assertThat(store().getCredential(id).expiresAt()).isNull();
    }

    @Test
    void rotation_withAnExpiryThatHasPassed_isRefused_andTheOldValueStays() {
        CredentialId id = scene().stored("old");

        scene().refuses(
                        ErrorCode.INVALID_INPUT,
                        () -> rotated(id, "new", Rotation.by(null).withExpiresAt(Scene.START)))
                .recordedAs(AuditAction.ROTATE, "invalid_input");

        assertThat(scene().valueOf(id)).isEqualTo("old");
        assertThat(store().getCredentialVersions(id)).hasSize(1);
    }

    @Test
    void rotation_toAnotherTypeOrAnExpiredToken_isRefused_andTheOldValueStays() {
        CredentialId id = scene().stored("old");
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().rotateCredential(id, TestValues.basicAuth(), "alice"))
                .recordedAs(AuditAction.ROTATE, "invalid_input");
        assertThat(scene().valueOf(id)).isEqualTo("old");

        CredentialId token = store().storeCredential("token", "service", TestValues.oauthToken());
        OAuthToken expired = OAuthToken.of(TestValues.secret("fake")).withExpiresAt(Scene.START);
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().rotateCredential(token, expired, "alice"))
                .recordedAs(AuditAction.ROTATE, "invalid_input");
        assertThat(store().getCredential(token).version()).isEqualTo(1);
    }

    @Test
    void rotation_ofAnUnknownOrRevokedCredential_isRefused() {
        scene().refuses(ErrorCode.NOT_FOUND, () -> scene().rotated(Scene.UNKNOWN, "new"))
                .recordedAs(AuditAction.ROTATE, "not_found");
        CredentialId revoked = scene().stored("old");
        store().revokeCredential(revoked, null, null);
        scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> scene().rotated(revoked, "new"))
                .recordedAs(AuditAction.ROTATE, "credential_revoked");

        assertThat(store().getCredentialVersions(revoked)).hasSize(1);
    }

    @Test
    void rotation_withMalformedArguments_isRefusedBeforeAnythingHappens() {
        CredentialId id = scene().stored("old");
        Malformed.texts()
                .forEach(text -> scene().refuses(
                                ErrorCode.INVALID_INPUT,
                                () -> store().rotateCredential(id, TestValues.apiKey("new"), text))
                        .unrecorded());
        scene().refuses(ErrorCode.INVALID_INPUT, () -> Rotation.by(null).withGracePeriod(Duration.ofMillis(-1)))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> Rotation.by(null).withGracePeriod(Duration.ofDays(5_000)))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().rotateCredential(id, Malformed.nothing(), "alice"))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().rotateCredential(id, Malformed.nothing()))
                .unrecorded();

        assertThat(scene().valueOf(id)).isEqualTo("old");
    }
}
