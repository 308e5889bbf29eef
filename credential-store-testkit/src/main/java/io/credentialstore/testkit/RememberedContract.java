package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Metadata;
import io.credentialstore.value.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Stories of a store that has decided before, and of a change since, by the store itself and by another process: it must
 * answer as if it had never been asked.
 */
public abstract class RememberedContract extends StoreContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant END = Scene.START.plus(HOUR);

    private CredentialId id;

    /** For subclasses. */
    protected RememberedContract() {}

    @BeforeEach
    void decideOnce() {
        id = scene().readable("name");
        assertThat(bySkill()).isEqualTo("name");
        assertThat(byName()).isEqualTo("name");
        assertThat(scene().valueOf(id)).isEqualTo("name");
        assertThat(store().hasAccess(id, Scene.SKILL)).isTrue();
    }

    private String bySkill() {
        return Scene.text(store().retrieveCredential(id, Scene.SKILL_ID));
    }

    private String byName() {
        return Scene.text(store().as(Caller.skill(Scene.SKILL_ID)).retrieveCredential("name"));
    }

    /** The same story twice: told by the store that has decided, and behind its back by another one. */
    private Stream<DynamicTest> byItselfAndElsewhere(
            BiConsumer<CredentialStore, CredentialId> change, Runnable outcome) {
        CredentialStore other = scene().openWith(scene().key());
        return Stream.of(
                DynamicTest.dynamicTest("elsewhere", () -> {
                    change.accept(other, id);
                    outcome.run();
                    scene().assertUnharmed();
                }),
                DynamicTest.dynamicTest("by itself", () -> {
                    id = scene().readable("another");
                    assertThat(bySkill()).isEqualTo("another");
                    change.accept(store(), id);
                    outcome.run();
                    scene().assertUnharmed();
                }));
    }

    private void refused(ErrorCode code, String reason) {
        scene().refuses(code, this::bySkill).recordedAs(AuditAction.RETRIEVE, reason);
        assertThat(store().hasAccess(id, Scene.SKILL)).isFalse();
    }

    @TestFactory
    @DisplayName("a grant that was withdrawn opens nothing")
    Stream<DynamicTest> withdrawnGrant() {
        return byItselfAndElsewhere(
                (by, credential) -> by.revokeAccess(credential, Scene.SKILL),
                () -> refused(ErrorCode.ACCESS_DENIED, "not_granted"));
    }

    @TestFactory
    @DisplayName("a credential that was revoked opens to nobody")
    Stream<DynamicTest> revokedCredential() {
        return byItselfAndElsewhere((by, credential) -> by.revokeCredential(credential, null, null), () -> {
            refused(ErrorCode.CREDENTIAL_REVOKED, "credential_revoked");
            scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> scene().valueOf(id))
                    .recordedAs(AuditAction.RETRIEVE, "credential_revoked");
        });
    }

    @TestFactory
    @DisplayName("a credential that was deleted is unknown")
    Stream<DynamicTest> deletedCredential() {
        return byItselfAndElsewhere(
                (by, credential) -> by.deleteCredential(credential, null, null),
                () -> refused(ErrorCode.ACCESS_DENIED, "unknown_credential"));
    }

    @TestFactory
    @DisplayName("a value that was rotated is the new one")
    Stream<DynamicTest> rotatedValue() {
        return byItselfAndElsewhere(
                (by, credential) -> {
                    try (ApiKey value = TestValues.apiKey("rotated")) {
                        by.rotateCredential(credential, value, "rotator");
                    }
                },
                () -> {
                    assertThat(bySkill()).isEqualTo("rotated");
                    assertThat(scene().newest().version()).isEqualTo(2);
                });
    }

    @TestFactory
    @DisplayName("what is told about a credential is as it was changed")
    Stream<DynamicTest> changedMetadata() {
        Metadata changed = Metadata.of(Map.of("team", "payments"));
        return byItselfAndElsewhere((by, credential) -> by.updateMetadata(credential, changed, null), () -> {
            try (RetrievedCredential retrieved = store().retrieveCredential(id, Scene.SKILL_ID)) {
                assertThat(retrieved.credential().metadata()).isEqualTo(changed);
            }
        });
    }

    @TestFactory
    @DisplayName("a grant that was shortened ends at its new end, without any further change")
    Stream<DynamicTest> shortenedGrant() {
        return byItselfAndElsewhere(
                (by, credential) -> by.grantAccess(
                        credential,
                        Grant.of(Scene.SKILL, AccessLevel.READ)
                                .withExpiresAt(clock().instant().plus(HOUR))),
                () -> {
                    assertThat(bySkill()).isNotEmpty();
                    assertThat(store().hasAccess(id, Scene.SKILL)).isTrue();
                    clock().advance(HOUR);
                    refused(ErrorCode.ACCESS_DENIED, "grant_expired");
                });
    }

    @Test
    @DisplayName("a credential expires at its end, without any change")
    void expiringCredential() {
        store().updateExpiry(id, END, null);
        assertThat(bySkill()).isEqualTo("name");

        clock().set(END);

        refused(ErrorCode.CREDENTIAL_EXPIRED, "credential_expired");
        refused(ErrorCode.CREDENTIAL_EXPIRED, "credential_expired");
    }

    @Test
    @DisplayName("of two ends the earlier one counts: the grant's")
    void grantThatEndsBeforeItsCredential() {
        remembersEnds(END, END.plus(HOUR));

        clock().set(END);

        refused(ErrorCode.ACCESS_DENIED, "grant_expired");
    }

    @Test
    @DisplayName("of two ends the earlier one counts: the credential's")
    void credentialThatEndsBeforeItsGrant() {
        remembersEnds(END.plus(HOUR), END);

        clock().set(END);

        refused(ErrorCode.CREDENTIAL_EXPIRED, "credential_expired");
    }

    private void remembersEnds(Instant grantEnds, Instant credentialEnds) {
        store().updateExpiry(id, credentialEnds, null);
        store().grantAccess(id, Grant.of(Scene.SKILL, AccessLevel.READ).withExpiresAt(grantEnds));
        assertThat(bySkill()).isEqualTo("name");
    }

    @Test
    @DisplayName("an old version serves until the end of its grace, without any change")
    void versionInGrace() {
        try (ApiKey value = TestValues.apiKey("rotated")) {
            store().rotateCredential(id, value, Rotation.by("rotator").withGracePeriod(HOUR));
        }
        assertThat(Scene.text(store().retrieveCredential(id, 1, Caller.skill(Scene.SKILL_ID))))
                .isEqualTo("name");

        clock().set(END);

        scene().refuses(
                        ErrorCode.VERSION_UNAVAILABLE,
                        () -> store().retrieveCredential(id, 1, Caller.skill(Scene.SKILL_ID)))
                .recordedAs(AuditAction.RETRIEVE, "version_unavailable");
        assertThat(bySkill()).isEqualTo("rotated");
    }

    @TestFactory
    @DisplayName("a refusal ends with a grant")
    Stream<DynamicTest> grantAfterRefusal() {
        store().revokeAccess(id, Scene.SKILL);
        refused(ErrorCode.ACCESS_DENIED, "not_granted");
        return byItselfAndElsewhere(
                (by, credential) -> by.grantAccess(credential, Scene.SKILL, AccessLevel.READ), () -> {
                    assertThat(store().hasAccess(id, Scene.SKILL)).isTrue();
                    assertThat(bySkill()).isNotEmpty();
                });
    }

    @Test
    @DisplayName("a name that was given to another credential opens that one")
    void nameOfAnother() {
        CredentialStore other = scene().openWith(scene().key());
        other.revokeCredential(id, null, null);
        CredentialId heir;
        try (ApiKey value = TestValues.apiKey("heir")) {
            heir = other.storeCredential("name", "service", value);
        }
        scene().refuses(ErrorCode.ACCESS_DENIED, this::byName).recordedAs(AuditAction.RETRIEVE, "not_granted");

        other.grantAccess(heir, Scene.SKILL, AccessLevel.READ);

        assertThat(byName()).isEqualTo("heir");
    }

    @Test
    @DisplayName("what one entity may is not remembered for another of the same id")
    void anotherEntity() {
        scene().refuses(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Caller.tool(Scene.SKILL_ID)))
                .recordedAs(AuditAction.RETRIEVE, "not_granted");
        assertThat(store().hasAccess(id, Entity.tool(Scene.SKILL_ID))).isFalse();
    }
}
