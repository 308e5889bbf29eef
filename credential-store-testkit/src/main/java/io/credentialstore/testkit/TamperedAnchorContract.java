package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Stories of somebody who has no key and changes what holds the rows together: the digests over all credentials, the
 * state row, the end of the trail. However many older genuine rows are put back together, one is left that tells.
 */
public abstract class TamperedAnchorContract extends TamperedContract {
    /** For subclasses. */
    protected TamperedAnchorContract() {}

    /** Each node that stands above a credential, changed or removed: one test for each. */
    @TestFactory
    Stream<DynamicTest> digest_changedOrRemoved_stopsWhatStandsBelowIt() {
        CredentialId id = scene().readable("name");
        List<StoredDigest> above = scene().rows(TamperedContract::everyDigest);
        int bucket = Copy.of(scene(), id).credential().bucket();
        return above.stream()
                .filter(node -> node.position() == (bucket >> (6 * (3 - node.level()))))
                .flatMap(node -> Stream.of(
                        told(
                                "changed",
                                id,
                                node,
                                new StoredDigest(node.level(), node.position(), Columns.flipped(node.digest()))),
                        told("removed", id, node, null)));
    }

    private DynamicTest told(String change, CredentialId id, StoredDigest node, @Nullable StoredDigest instead) {
        return DynamicTest.dynamicTest("level " + node.level() + " " + change, () -> {
            scene().reopen();
            tamper(tables -> {
                tables.credentials().deleteDigest(node.level(), node.position());
                if (instead != null) {
                    tables.credentials().putDigest(instead);
                }
            });
            releasesNothing(id);
            assertThat(store().verifyIntegrity().isIntact()).isFalse();
            tamper(tables -> tables.credentials().putDigest(node));
            assertThat(scene().valueOf(id)).isEqualTo("name");
            scene().assertUnharmed();
        });
    }

    private void releasesNothing(CredentialId id) {
        releasesNothing(id, ErrorCode.TAMPERED);
    }

    private void releasesNothing(CredentialId id, ErrorCode code) {
        Refused.error(code, () -> store().retrieveCredential(id, Scene.SKILL_ID));
        Refused.error(code, () -> scene().valueOf(id));
        Refused.error(code, () -> scene().rotated(id, "new"));
    }

    @Test
    void digest_plantedBesideTheTree_isFound() {
        StoredDigest planted = new StoredDigest(
                1, 73, scene().rows(TamperedContract::everyDigest).get(0).digest());

        tamper(tables -> tables.credentials().putDigest(planted));

        assertFound("credential_digests", "1/73");
    }

    @Test
    void revokedCredential_revivedWithAllOlderRowsAndTheirDigests_isRefused() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().revokeCredential(id, null, null);

        tamper(tables -> {
            older.putBack(tables);
            older.putBackDigests(tables);
        });

        releasesNothing(id);
        assertThat(store().verifyIntegrity().isIntact()).isFalse();
    }

    @Test
    void revokedGrant_putBackWithEverythingButTheTrail_stopsTheStore() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().revokeAccess(id, Scene.SKILL);

        putBackAllButTheTrail(older);

        stopsTheStore(id);
    }

    @Test
    void deletedCredential_revivedWithEverythingButTheTrail_stopsTheStore() {
        CredentialId id = scene().readable("name");
        Copy older = Copy.of(scene(), id);
        store().deleteCredential(id, null, null);

        putBackAllButTheTrail(older);

        stopsTheStore(id);
    }

    @Test
    void forgedEntry_atTheEndOfTheTrail_stopsTheStore() {
        CredentialId id = scene().readable("name");
        long last = scene().newest().seq();
        StoredAuditEntry genuine =
                scene().rows(tables -> tables.audit().find(last)).orElseThrow();

        tamper(tables -> tables.audit().append(Columns.with(genuine, "seq", last + 1)));

        releasesNothing(id);
        opensNoMore();
        assertFound("credential_audit_log", "");
    }

    @Test
    void olderState_putBack_stopsTheStore() {
        CredentialId id = scene().readable("name");
        StoredState older = scene().rows(tables -> tables.state().find()).orElseThrow();
        assertThat(scene().valueOf(id)).isEqualTo("name");

        tamper(tables -> tables.state().update(older));

        stopsTheStore(id);
    }

    private void putBackAllButTheTrail(Copy older) {
        tamper(tables -> {
            older.putBack(tables);
            older.putBackDigests(tables);
            tables.state().update(older.state());
        });
    }

    /** The state is older than the one that the running store wrote; and it fits the trail for no other store either. */
    private void stopsTheStore(CredentialId id) {
        releasesNothing(id, ErrorCode.ROLLED_BACK);
        opensNoMore();
        assertFound("store_state", "");
    }

    /** The end of the trail is not where the state says, so nothing can be recorded, and so nothing can be done. */
    private void opensNoMore() {
        Refused.error(ErrorCode.TAMPERED, () -> scene().openWith(scene().key()));
    }
}
