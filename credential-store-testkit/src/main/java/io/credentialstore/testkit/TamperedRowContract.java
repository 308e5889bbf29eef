package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.Rotation;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Stories of somebody who has no key but kept copies of genuine rows, each with its valid MAC: put back, moved, removed
 * or doubled, they revive nothing that was changed, revoked or deleted, and open no other place.
 */
public abstract class TamperedRowContract extends TamperedContract {
    /** For subclasses. */
    protected TamperedRowContract() {}

    @Test
    void olderCredentialRow_putBack_isRefused() {
        CredentialId id = scene().readable("name");
        store().updateExpiry(id, Scene.START.plusSeconds(60), null);
        Copy older = Copy.of(scene(), id);
        store().updateExpiry(id, Scene.START.plusSeconds(30), null);

        tamper(tables -> tables.credentials().update(older.credential()));

        refuses(id, "credentials");
    }

    @Test
    void rotation_undoneWithAllOlderRows_isRefused() {
        CredentialId id = scene().readable("leaked");
        Copy older = Copy.of(scene(), id);
        scene().rotated(id, "new");

        tamper(older::putBack);

        refuses(id, "credentials");
    }

    @Test
    void revokedCredential_revivedWithAllOlderRows_isRefused() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().revokeCredential(id, null, null);

        tamper(older::putBack);

        refuses(id, "credentials");
        assertThat(store().verifyIntegrity().isIntact()).isFalse();
    }

    @Test
    void deletedCredential_revivedWithAllOlderRows_isRefused() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().deleteCredential(id, null, null);

        tamper(tables -> {
            tables.credentials().insert(older.credential());
            older.versions().forEach(tables.credentials()::insertVersion);
            older.policies().forEach(tables.policies()::insert);
        });

        refuses(id, "credentials");
    }

    @Test
    void olderVersionRow_putBack_isRefused() {
        CredentialId id = scene().readable("old");
        store().rotateCredential(id, TestValues.apiKey("new"), Rotation.by(null).withGracePeriod(Duration.ofHours(1)));
        StoredVersion serving = Copy.of(scene(), id).versions().get(0);
        scene().rotated(id, "newer");
        store().revokeCredential(id, null, null);

        tamper(tables -> tables.credentials().updateVersion(serving));

        Refused.error(ErrorCode.TAMPERED, () -> store().retrieveCredential(id, 1, Caller.of(Scene.SKILL)));
        assertFound("credential_versions", id.value());
    }

    @Test
    void version_removed_isRefused() {
        CredentialId id = scene().readable("old");
        scene().rotated(id, "new");
        StoredVersion first = Copy.of(scene(), id).versions().get(0);

        tamper(tables -> tables.credentials().deleteVersion(id.value(), 1));

        refuses(id, "credential_versions");
        tamper(tables -> tables.credentials().insertVersion(first));
        assertThat(scene().valueOf(id)).isEqualTo("new");
        scene().assertUnharmed();
    }

    @Test
    void version_movedToAnotherCredentialOrNumber_opensNothing() {
        CredentialId id = scene().readable("victim");
        CredentialId own = scene().readable("thief");
        StoredVersion victim = Copy.of(scene(), id).versions().get(0);
        StoredVersion mine = Copy.of(scene(), own).versions().get(0);
        StoredVersion moved = Columns.with(victim, "credentialId", own.value());

        tamper(tables -> tables.credentials().updateVersion(moved));
        refuses(own, "credential_versions");
        tamper(tables -> tables.credentials().updateVersion(moved.withMac(mine.rowMac())));
        releasesNothing(own, "credential_versions");
        tamper(tables -> {
            tables.credentials().updateVersion(mine);
            tables.credentials().insertVersion(Columns.with(mine, "version", 2));
        });
        refuses(own, "credential_versions");
        assertThat(scene().valueOf(id)).isEqualTo("victim");
    }

    @Test
    void credential_copiedToAnotherId_opensNothing() {
        CredentialId id = scene().readable("victim");
        CredentialId copied = CredentialId.of("cred_20300101_forgedcopy");
        Copy genuine = Copy.of(scene(), id);

        tamper(tables -> {
            StoredCredential renamed = Columns.with(genuine.credential(), "name", "copy");
            tables.credentials().insert(Columns.with(renamed, "id", copied.value()));
            genuine.versions()
                    .forEach(version ->
                            tables.credentials().insertVersion(Columns.with(version, "credentialId", copied.value())));
        });

        refuses(copied, "credentials");
        assertThat(scene().valueOf(id)).isEqualTo("victim");
    }

    @Test
    void credential_removed_isRefused_ratherThanTakenForUnknown() {
        CredentialId id = scene().readable("name");
        Copy genuine = Copy.of(scene(), id);

        tamper(tables -> tables.credentials().delete(id.value()));

        refuses(id, "credentials");
        Refused.error(ErrorCode.TAMPERED, () -> store().getCredential(id));
        tamper(genuine::putBack);
        assertThat(scene().valueOf(id)).isEqualTo("name");
        scene().assertUnharmed();
    }

    @Test
    void forgedEntry_atTheEndOfTheTrail_stopsTheStore() {
        CredentialId id = scene().readable("name");
        long last = scene().newest().seq();
        StoredAuditEntry genuine =
                scene().rows(tables -> tables.audit().find(last)).orElseThrow();

        tamper(tables -> tables.audit().append(Columns.with(genuine, "seq", last + 1)));

        stopsTheStore(id);
    }

    @Test
    void olderState_putBack_stopsTheStore() {
        CredentialId id = scene().readable("name");
        StoredState older = scene().rows(tables -> tables.state().find()).orElseThrow();
        assertThat(scene().valueOf(id)).isEqualTo("name");

        tamper(tables -> tables.state().update(older));

        stopsTheStore(id);
    }

    /** The end of the trail is not where the state says, so nothing can be recorded, and so nothing can be done. */
    private void stopsTheStore(CredentialId id) {
        Refused.error(ErrorCode.TAMPERED, () -> store().retrieveCredential(id, Scene.SKILL_ID));
        Refused.error(ErrorCode.TAMPERED, () -> scene().rotated(id, "new"));
        Refused.error(ErrorCode.TAMPERED, () -> scene().openWith(scene().key()));
        assertFound("credential_audit_log", "");
    }
}
