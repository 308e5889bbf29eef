package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Stories of somebody who can write to the storage and has no key: whichever column of whichever row is changed, what
 * rests on it is refused, the integrity check names the row, and once the row is put right everything is as before.
 *
 * <p>One test for each column that the port lets change, those included that are still to come. Where the storage itself
 * refuses a change, nothing may have happened.
 */
public abstract class TamperedColumnContract extends StoreContract {
    private CredentialId id = Scene.UNKNOWN;

    /** For subclasses. */
    protected TamperedColumnContract() {}

    /** A credential with every column filled in that an API can fill. */
    @BeforeEach
    void prepareCredential() {
        id = scene().stored("name");
        store().grantAccess(
                        id,
                        Grant.of(Scene.SKILL, AccessLevel.READ)
                                .withExpiresAt(Scene.START.plusSeconds(3_600))
                                .withGrantedBy("alice")
                                .withReason("report"));
        store().updateExpiry(id, Scene.START.plusSeconds(7_200), "alice");
        scene().rotated(id, "value");
    }

    /** A row as the store wrote it, and where a finding about it points: to the table, and to one of the keys. */
    private record Target<T extends Record>(T genuine, String table, List<String> keys, Replacement<T> replacement) {}

    /** How one row takes the place of another. */
    @FunctionalInterface
    private interface Replacement<T> {
        void replace(StorageTransaction tables, T from, T to);
    }

    private <T extends Record> Stream<DynamicTest> eachColumn(
            Target<T> target, List<String> keyColumns, Runnable consequence) {
        return Columns.of(target.genuine().getClass()).stream()
                .filter(column -> !keyColumns.contains(column))
                .map(column -> DynamicTest.dynamicTest(column, () -> tell(target, column, consequence)));
    }

    private <T extends Record> void tell(Target<T> target, String column, Runnable consequence) {
        T genuine = target.genuine();
        T changed = Columns.changed(genuine, column);
        assertThat(changed).isNotEqualTo(genuine);
        scene().reopen();
        Throwable refusal = catchThrowable(
                () -> scene().tamper(tables -> target.replacement().replace(tables, genuine, changed)));
        if (refusal == null) {
            consequence.run();
            assertThat(store().verifyIntegrity().findings())
                    .anyMatch(finding -> finding.table().equals(target.table())
                            && target.keys().stream().anyMatch(finding.row()::contains));
            scene().tamper(tables -> target.replacement().replace(tables, changed, genuine));
        } else {
            assertThat(refusal).isInstanceOf(StorageException.class);
        }
        assertThat(bySkill()).isEqualTo("value");
        scene().assertUnharmed();
    }

    private String bySkill() {
        return Scene.text(store().retrieveCredential(id, Scene.SKILL_ID));
    }

    private void refusesEveryone() {
        Refused.error(ErrorCode.TAMPERED, this::bySkill);
        Refused.error(ErrorCode.TAMPERED, () -> scene().valueOf(id));
        Refused.error(ErrorCode.TAMPERED, () -> scene().rotated(id, "new"));
    }

    @TestFactory
    Stream<DynamicTest> credential_withAnyColumnChanged_isRefused() {
        StoredCredential genuine =
                scene().rows(tables -> tables.credentials().find(id.value())).orElseThrow();
        Target<StoredCredential> target = new Target<>(
                genuine,
                "credentials",
                List.of(id.value()),
                (tables, from, to) -> tables.credentials().update(to));

        return eachColumn(target, List.of("id"), this::refusesEveryone);
    }

    @TestFactory
    Stream<DynamicTest> version_withAnyColumnChanged_isRefused() {
        StoredVersion genuine = scene().rows(tables -> tables.credentials().findVersion(id.value(), 2))
                .orElseThrow();
        Target<StoredVersion> target = new Target<>(
                genuine,
                "credential_versions",
                List.of(id.value()),
                (tables, from, to) -> tables.credentials().updateVersion(to));

        return eachColumn(target, List.of("credentialId", "version"), this::refusesEveryone);
    }

    /** Whose grant it is can be changed too: then its holder has lost it, and nobody else has won it. */
    @TestFactory
    Stream<DynamicTest> grant_withAnyColumnChanged_isRefused() {
        StoredPolicy genuine = scene().rows(tables -> tables.policies().find(id.value(), "skill", Scene.SKILL_ID))
                .orElseThrow();
        Target<StoredPolicy> target = new Target<>(
                genuine, "credential_access_policies", List.of(genuine.id(), id.value()), (tables, from, to) -> {
                    tables.policies().delete(from.id());
                    tables.policies().insert(to);
                });

        return eachColumn(
                target,
                List.of(),
                () -> assertThatThrownBy(this::bySkill)
                        .isInstanceOfAny(TamperedException.class, AccessDeniedException.class));
    }

    /** Each entry of the trail changes the state, so every test takes the row as it stands then. */
    @TestFactory
    Stream<DynamicTest> state_withAnyColumnChanged_stopsTheStore() {
        return Columns.of(StoredState.class).stream()
                .map(column -> DynamicTest.dynamicTest(column, () -> {
                    StoredState genuine =
                            scene().rows(tables -> tables.state().find()).orElseThrow();
                    Target<StoredState> target = new Target<>(
                            genuine,
                            "store_state",
                            List.of("1"),
                            (tables, from, to) -> tables.state().update(to));

                    tell(target, column, this::refusesEveryone);
                }));
    }
}
