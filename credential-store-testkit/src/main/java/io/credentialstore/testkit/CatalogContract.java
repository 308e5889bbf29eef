package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.NewCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stories of finding credentials: by id, name, service, environment and filter, without decrypting any. */
public abstract class CatalogContract extends StoreContract {
    /** For subclasses. */
    protected CatalogContract() {}

    private CredentialId stored(String name, String service, Environment environment) {
        return store().storeCredential(
                        NewCredential.of(name, service, TestValues.apiKey(name)).withEnvironment(environment));
    }

    private List<CredentialId> ids(CredentialFilter filter) {
        return store().listCredentials(filter).stream().map(Credential::id).toList();
    }

    @Test
    void name_mayBeUsedOnceInEachEnvironment() {
        CredentialId dev = stored("name", "service", Environment.DEV);
        CredentialId staging = stored("name", "service", Environment.STAGING);
        CredentialId production = stored("name", "service", Environment.PRODUCTION);

        assertThat(store().findCredential("name").map(Credential::id)).contains(dev);
        assertThat(store().findCredential("name", Environment.STAGING).map(Credential::id))
                .contains(staging);
        assertThat(store().findCredential("name", Environment.PRODUCTION).map(Credential::id))
                .contains(production);
        assertThat(store().findCredential("Name")).isEmpty();
        assertThat(store().environment()).isEqualTo(Environment.DEV);
    }

    @Test
    void resolve_findsTheOneThatServes_inTheStoresOwnEnvironmentUnlessAnotherIsNamed() {
        CredentialId dev = stored("one", "stripe", Environment.DEV);
        CredentialId production = stored("two", "stripe", Environment.PRODUCTION);

        assertThat(store().resolveCredential("stripe").id()).isEqualTo(dev);
        assertThat(store().resolveCredential("stripe", Environment.PRODUCTION).id())
                .isEqualTo(production);
    }

    @Test
    void resolve_withoutAnyThatServes_isRefused() {
        stored("one", "stripe", Environment.PRODUCTION);
        CredentialId revoked = stored("two", "stripe", Environment.DEV);
        store().revokeCredential(revoked, null, null);
        CredentialId expired = stored("three", "stripe", Environment.DEV);
        store().updateExpiry(expired, Scene.START.plusMillis(1), null);
        clock().advance(Duration.ofMillis(1));

        scene().refuses(ErrorCode.NOT_FOUND, () -> store().resolveCredential("stripe"))
                .unrecorded();
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().resolveCredential("unknown"))
                .unrecorded();
    }

    @Test
    void resolve_withSeveralThatServe_isRefused_andNamesThem() {
        stored("first-key", "stripe", Environment.DEV);
        CredentialId second = stored("second-key", "stripe", Environment.DEV);

        assertThat(scene().refuses(ErrorCode.AMBIGUOUS, () -> store().resolveCredential("stripe"))
                        .unrecorded())
                .hasMessageContainingAll("first-key", "second-key", "stripe", "dev");

        store().revokeCredential(second, null, null);
        assertThat(store().resolveCredential("stripe").name()).isEqualTo("first-key");
    }

    @Test
    void list_andCount_matchEachPartOfTheFilter() {
        CredentialId stripe = stored("one", "stripe", Environment.DEV);
        CredentialId staging = stored("two", "service", Environment.STAGING);
        CredentialId login = store().storeCredential("three", "service", TestValues.basicAuth());
        CredentialId revoked = stored("four", "service", Environment.DEV);
        store().revokeCredential(revoked, null, null);
        CredentialFilter all = CredentialFilter.all();

        assertThat(ids(all)).hasSize(5).containsSubsequence(stripe, staging, login, revoked);
        assertThat(ids(all.withService("stripe"))).containsExactly(stripe);
        assertThat(ids(all.withEnvironment(Environment.STAGING))).containsExactly(staging);
        assertThat(ids(all.withType(CredentialType.BASIC_AUTH))).containsExactly(login);
        assertThat(ids(all.withStatus(CredentialStatus.REVOKED))).containsExactly(revoked);
        assertThat(ids(all.withService("stripe").withStatus(CredentialStatus.REVOKED)))
                .isEmpty();
        assertThat(store().listCredentials()).hasSize(5);
        assertThat(store().countCredentials(all.withLimit(1))).isEqualTo(5);
        assertThat(store().countCredentials(all.withService("service").withStatus(CredentialStatus.ACTIVE)))
                .isEqualTo(3);
    }

    @Test
    void list_pagesOldestFirst_withoutGapOrRepeat() {
        List<CredentialId> expected = new ArrayList<>(ids(CredentialFilter.all()));
        IntStream.range(0, 10).forEach(n -> expected.add(scene().stored("name-" + n)));
        CredentialFilter page = CredentialFilter.all().withLimit(4);
        List<CredentialId> seen = new ArrayList<>();
        List<CredentialId> ids = ids(page);
        while (!ids.isEmpty()) {
            seen.addAll(ids);
            ids = ids(page.withAfter(ids.get(ids.size() - 1)));
        }

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void filter_thatIsMalformed_isRefused() {
        scene().refuses(ErrorCode.INVALID_INPUT, () -> CredentialFilter.all().withLimit(0))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> CredentialFilter.all().withLimit(1_001))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> CredentialFilter.all().withService("' OR 1=1"))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().listCredentials(Malformed.nothing()))
                .unrecorded();
    }

    @Test
    void question_aboutAnUnknownId_isRefusedOrAnsweredWithNo() {
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().getCredential(Scene.UNKNOWN))
                .unrecorded();
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().getCredentialVersions(Scene.UNKNOWN))
                .unrecorded();
        assertThat(store().isCredentialValid(Scene.UNKNOWN)).isFalse();
        assertThat(store().findCredential("unknown")).isEmpty();
    }

    @Test
    void credential_isValidWhileItIsActiveAndNotExpired() {
        CredentialId id = scene().stored("name");
        assertThat(store().isCredentialValid(id)).isTrue();

        store().updateExpiry(id, Scene.START.plusSeconds(1), null);
        assertThat(store().isCredentialValid(id)).isTrue();
        clock().advance(Duration.ofSeconds(1));
        assertThat(store().isCredentialValid(id)).isFalse();
    }

    @Test
    void questions_leaveNoEntryInTheTrail() {
        CredentialId id = scene().readable("name");
        long before = scene().trail().size();

        store().getCredential(id);
        store().findCredential("name");
        store().listCredentials();
        store().isCredentialValid(id);
        store().getCredentialVersions(id);
        store().hasAccess(id, Scene.SKILL);
        store().explain(id, Scene.SKILL, AccessLevel.READ);
        store().getAccessPolicies(id);
        store().getAccessibleCredentials(Scene.SKILL);
        store().getAuditSummary();
        store().verifyIntegrity();

        assertThat(scene().trail()).hasSize(Math.toIntExact(before));
    }
}
