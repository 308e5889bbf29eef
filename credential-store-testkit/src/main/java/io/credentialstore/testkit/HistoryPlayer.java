package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.Storage;
import io.credentialstore.value.ApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Does each step to a store and to the model, and compares the answers. */
final class HistoryPlayer implements AutoCloseable {
    private final Supplier<Storage> storage;
    private final MasterKey key = MasterKey.generate();
    private final SettableClock clock = new SettableClock(Scene.START);
    private final SequentialIds ids = new SequentialIds();
    private final HistoryModel model = new HistoryModel(Scene.START);
    private final List<CredentialId> credentials =
            new ArrayList<>(Collections.nCopies(History.Step.CREDENTIALS, Scene.UNKNOWN));
    private CredentialStore store;
    private int played;

    HistoryPlayer(Supplier<Storage> storage) {
        this.storage = storage;
        this.store = open();
    }

    private CredentialStore open() {
        return Stores.builder(storage, key).clock(clock).ids(ids).open();
    }

    void play(History.Step step) {
        String value = "value-" + ++played;
        String expected = model.answer(step, value, clock.instant());

        assertThat(answer(step, value))
                .as("answer to step %d, %s", played, step)
                .isEqualTo(expected);
    }

    /** What a store must say of itself after any history. */
    void assertAgreement() {
        IntegrityReport report = store.verifyIntegrity();
        assertThat(report.findings()).isEmpty();
        assertThat(report.auditEntries()).isEqualTo(model.entries());
        assertThat(store.countAuditEntries(AuditQuery.all())).isEqualTo(model.entries());
        assertThat(store.countCredentials(CredentialFilter.all())).isEqualTo(model.credentials());
    }

    private String answer(History.Step step, String value) {
        try (ApiKey secret = TestValues.apiKey(value)) {
            return answer(step, secret);
        } catch (CredentialStoreException e) {
            return e.code().name();
        }
    }

    private String answer(History.Step step, ApiKey value) {
        CredentialId id = credentials.get(step.credential());
        Entity entity = Entity.skill("skill-" + step.entity());
        return switch (step.verb()) {
            case STORE ->
                done(() -> credentials.set(
                        step.credential(), store.storeCredential("name-" + step.credential(), "service", value)));
            case ROTATE -> String.valueOf(store.rotateCredential(id, value));
            case REVOKE -> done(() -> store.revokeCredential(id, null, null));
            case DELETE -> done(() -> store.deleteCredential(id, null, null));
            case GRANT ->
                done(() -> store.grantAccess(
                        id, Grant.of(entity, AccessLevel.READ).withExpiresAt(HistoryModel.end(step, clock.instant()))));
            case REVOKE_ACCESS -> String.valueOf(store.revokeAccess(id, entity));
            case RETRIEVE -> Scene.text(store.retrieveCredential(id, entity.id()));
            case HAS_ACCESS -> String.valueOf(store.hasAccess(id, entity));
            case MOVE_CLOCK -> done(() -> clock.advance(Duration.ofMinutes(step.minutes())));
            case REOPEN -> done(this::reopen);
        };
    }

    private static String done(Runnable work) {
        work.run();
        return "";
    }

    private void reopen() {
        store.close();
        store = open();
    }

    @Override
    public void close() {
        store.close();
        key.close();
    }
}
