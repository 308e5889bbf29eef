package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.DenialReason;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.StoredAuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Stories of what a skill learns when it is refused: nothing. Whether a credential exists, was revoked, has expired, was
 * once granted or never, it reads the same sentence; the trail and {@code explain} tell the owner which it was.
 */
public abstract class DenialContract extends StoreContract {
    private static final Instant END = Scene.START.plus(Duration.ofHours(1));
    private static final Entity OTHER = Entity.tool("browser");

    /** For subclasses. */
    protected DenialContract() {}

    /** One credential for each reason to refuse that lies in the grant. */
    private Map<CredentialId, DenialReason> refused() {
        Map<CredentialId, DenialReason> refused = new LinkedHashMap<>();
        refused.put(Scene.UNKNOWN, DenialReason.UNKNOWN_CREDENTIAL);
        refused.put(scene().stored("ungranted"), DenialReason.NOT_GRANTED);
        CredentialId ended = scene().stored("ended");
        store().grantAccess(ended, Grant.of(Scene.SKILL, AccessLevel.ADMIN).withExpiresAt(END));
        refused.put(ended, DenialReason.GRANT_EXPIRED);
        CredentialId withdrawn = scene().readable("withdrawn");
        store().revokeAccess(withdrawn, Scene.SKILL);
        refused.put(withdrawn, DenialReason.NOT_GRANTED);
        CredentialId deleted = scene().readable("deleted");
        store().deleteCredential(deleted, null, null);
        refused.put(deleted, DenialReason.UNKNOWN_CREDENTIAL);
        CredentialId revoked = scene().stored("revoked");
        store().revokeCredential(revoked, null, null);
        refused.put(revoked, DenialReason.NOT_GRANTED);
        CredentialId expired = scene().stored("expired");
        store().updateExpiry(expired, END, null);
        refused.put(expired, DenialReason.NOT_GRANTED);
        clock().set(END);
        return refused;
    }

    private static Map<AuditAction, BiConsumer<ScopedCredentialStore, CredentialId>> verbs() {
        return Map.of(
                AuditAction.RETRIEVE, ScopedCredentialStore::retrieveCredential,
                AuditAction.ROTATE, (scoped, id) -> scoped.rotateCredential(id, TestValues.basicAuth()),
                AuditAction.GRANT_ACCESS, (scoped, id) -> scoped.grantAccess(id, Grant.of(OTHER, AccessLevel.READ)),
                AuditAction.REVOKE_ACCESS, (scoped, id) -> scoped.revokeAccess(id, OTHER));
    }

    /** One test for each verb. */
    @TestFactory
    @DisplayName("K5, I8: a refusal reads the same whatever the reason, and the trail tells it")
    Stream<DynamicTest> refusal_readsTheSameWhateverTheReason_andTheTrailTellsIt() {
        Map<CredentialId, DenialReason> refused = refused();
        return verbs().entrySet().stream()
                .map(verb -> DynamicTest.dynamicTest(
                        verb.getKey().code(), () -> readsTheSame(refused, verb.getKey(), verb.getValue())));
    }

    private void readsTheSame(
            Map<CredentialId, DenialReason> refused,
            AuditAction action,
            BiConsumer<ScopedCredentialStore, CredentialId> verb) {
        ScopedCredentialStore scoped = store().as(Caller.of(Scene.SKILL));
        Stream<String> messages = refused.entrySet().stream().map(entry -> {
            CredentialId id = entry.getKey();
            Refused refusal = scene().refuses(ErrorCode.ACCESS_DENIED, () -> verb.accept(scoped, id));
            refusal.recordedAs(action, entry.getValue().code());
            return withoutId(refusal.error(), id);
        });
        assertThat(messages.distinct()).hasSize(1);
    }

    private static String withoutId(CredentialStoreException error, CredentialId id) {
        assertThat(error.getCause()).isNull();
        assertThat(error.getSuppressed()).isEmpty();
        return String.valueOf(error.getMessage()).replace(id.value(), "<id>");
    }

    @Test
    @DisplayName("A1: what is refused cannot be tried in silence: without its entry there is no answer")
    void refusal_thatCannotBeRecorded_isNotAnswered() {
        CredentialId id = scene().stored("name");
        scene().tamper(tables -> {
            List<StoredAuditEntry> trail = tables.audit().scan(0, 1_000);
            tables.audit().deleteThrough(Long.MAX_VALUE, 1_000);
            trail.subList(0, trail.size() - 1).forEach(tables.audit()::append);
        });
        ScopedCredentialStore scoped = store().as(Caller.of(Scene.SKILL));

        assertThat(verbs().values()).allSatisfy(verb -> {
            CredentialStoreException error = Refused.error(ErrorCode.TAMPERED, () -> verb.accept(scoped, id));
            assertThat(error.getSuppressed()).isEmpty();
        });
    }

    @Test
    void refusal_bySkillId_readsTheSameToo() {
        Stream<String> messages = refused().entrySet().stream().map(entry -> {
            CredentialId id = entry.getKey();
            Refused refusal =
                    scene().refuses(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Scene.SKILL_ID));
            refusal.recordedAs(AuditAction.RETRIEVE, entry.getValue().code());
            return withoutId(refusal.error(), id);
        });

        assertThat(messages.distinct()).hasSize(1);
    }

    @Test
    @DisplayName("I8: a refusal by name reads the same whether or not there is such a name, and tells no id")
    void refusal_byName_readsTheSameWhetherOrNotThereIsSuchAName_andTellsNoId() {
        refused();
        ScopedCredentialStore scoped = store().as(Caller.of(Scene.SKILL));
        Map<String, DenialReason> names = Map.of(
                "nobody", DenialReason.UNKNOWN_CREDENTIAL,
                "ungranted", DenialReason.NOT_GRANTED,
                "ended", DenialReason.GRANT_EXPIRED,
                "withdrawn", DenialReason.NOT_GRANTED,
                "deleted", DenialReason.UNKNOWN_CREDENTIAL,
                "revoked", DenialReason.UNKNOWN_CREDENTIAL,
                "expired", DenialReason.NOT_GRANTED);

        Stream<String> messages = names.entrySet().stream().map(entry -> {
            String name = entry.getKey();
            Refused refusal = scene().refuses(ErrorCode.ACCESS_DENIED, () -> scoped.retrieveCredential(name));
            assertThat(refusal.recordedAs(AuditAction.RETRIEVE, entry.getValue().code())
                            .metadata()
                            .text("name"))
                    .contains(name);
            return String.valueOf(refusal.error().getMessage()).replace(name, "<name>");
        });

        assertThat(messages.distinct()).singleElement().asString().doesNotContain("cred_");
    }

    @Test
    @DisplayName("I8: questions are answered the same whatever the reason")
    void questions_areAnsweredTheSameWhateverTheReason() {
        ScopedCredentialStore scoped = store().as(Caller.of(Scene.SKILL));
        for (CredentialId id : refused().keySet()) {
            for (AccessLevel level : AccessLevel.values()) {
                assertThat(scoped.hasAccess(id, level)).isFalse();
            }
        }

        assertThat(scoped.getAccessibleCredentials()).isEmpty();
        assertThat(scoped.findCredential("ungranted")).isEqualTo(scoped.findCredential("unknown"));
        assertThat(withoutService(scoped, "service")).isEqualTo(withoutService(scoped, "unknown"));
    }

    private static String withoutService(ScopedCredentialStore scoped, String service) {
        CredentialStoreException error = Refused.error(ErrorCode.NOT_FOUND, () -> scoped.resolveCredential(service));
        return String.valueOf(error.getMessage()).replace(service, "<service>");
    }

    @Test
    void owner_isToldTheReason() {
        refused()
                .forEach((id, reason) -> assertThat(store().explain(id, Scene.SKILL, AccessLevel.READ))
                        .isEqualTo(new AccessDecision.Denied(reason)));
    }

    @Test
    void aLevelThatIsTooLow_readsAsIfNothingWereGranted() {
        CredentialId low = scene().readable("low");
        CredentialId none = scene().stored("none");
        ScopedCredentialStore scoped = store().as(Caller.of(Scene.SKILL));

        assertThat(withoutId(rotationRefused(scoped, low), low))
                .isEqualTo(withoutId(rotationRefused(scoped, none), none));
        assertThat(scene().newest().errorCode()).isEqualTo(DenialReason.NOT_GRANTED.code());
    }

    private static CredentialStoreException rotationRefused(ScopedCredentialStore scoped, CredentialId id) {
        return Refused.error(ErrorCode.ACCESS_DENIED, () -> scoped.rotateCredential(id, TestValues.apiKey("new")));
    }

    @Test
    void holderOfAGoodGrant_isToldThatTheCredentialItselfEnded() {
        CredentialId revoked = scene().readable("revoked");
        CredentialId expired = scene().readable("expired");
        store().revokeCredential(revoked, null, null);
        store().updateExpiry(expired, END, null);
        clock().set(END);
        ScopedCredentialStore scoped = store().as(Caller.of(Scene.SKILL));

        scene().refuses(ErrorCode.CREDENTIAL_REVOKED, () -> scoped.retrieveCredential(revoked))
                .recordedAs(AuditAction.RETRIEVE, "credential_revoked");
        scene().refuses(ErrorCode.CREDENTIAL_EXPIRED, () -> scoped.retrieveCredential(expired))
                .recordedAs(AuditAction.RETRIEVE, "credential_expired");
    }
}
