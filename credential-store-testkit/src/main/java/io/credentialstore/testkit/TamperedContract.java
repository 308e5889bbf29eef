package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.function.Consumer;

/** What the stories of changed rows have in common. */
public abstract class TamperedContract extends StoreContract {
    static final Entity THIEF = Entity.skill("thief");

    /** For the contracts. */
    TamperedContract() {}

    /** All rows of one credential, as they stood at some time. */
    record Copy(StoredCredential credential, List<StoredVersion> versions, List<StoredPolicy> policies) {
        static Copy of(Scene scene, CredentialId id) {
            return scene.rows(tables -> new Copy(
                    tables.credentials().find(id.value()).orElseThrow(),
                    tables.credentials().listVersions(id.value()),
                    tables.policies().listByCredential(id.value())));
        }

        /** Makes the storage as if nothing had happened since. */
        void putBack(StorageTransaction tables) {
            tables.credentials().delete(credential.id());
            tables.credentials().insert(credential);
            versions.forEach(tables.credentials()::insertVersion);
            policies.forEach(tables.policies()::insert);
        }
    }

    void tamper(Consumer<StorageTransaction> change) {
        scene().tamper(change);
    }

    /** Nobody gets a value, nothing can be changed, and the integrity check names the row. */
    void refuses(CredentialId id, String table) {
        releasesNothing(id, table);
        Refused.error(ErrorCode.TAMPERED, () -> scene().rotated(id, "new"));
        Refused.error(ErrorCode.TAMPERED, () -> store().grantAccess(id, THIEF, AccessLevel.READ));
    }

    void releasesNothing(CredentialId id, String table) {
        Refused.error(ErrorCode.TAMPERED, () -> store().retrieveCredential(id, Scene.SKILL_ID));
        Refused.error(ErrorCode.TAMPERED, () -> store().retrieveCredentialAsOwner(id, null));
        assertFound(table, id.value());
    }

    void assertFound(String table, String row) {
        assertThat(store().verifyIntegrity().findings())
                .anyMatch(finding ->
                        finding.table().equals(table) && finding.row().contains(row));
    }
}
