package io.credentialstore.testkit;

import io.credentialstore.model.CredentialFilter;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.util.List;

/** Every row of a store but its keys, as a copy of its file would have them. */
record Snapshot(
        StoredState state,
        List<StoredCredential> credentials,
        List<StoredVersion> versions,
        List<StoredPolicy> policies,
        List<StoredDigest> digests,
        List<StoredAuditEntry> trail) {

    static Snapshot of(Scene scene) {
        return scene.rows(tables -> {
            List<StoredCredential> credentials = tables.credentials().list(CredentialFilter.all());
            return new Snapshot(
                    tables.state().find().orElseThrow(),
                    credentials,
                    credentials.stream()
                            .flatMap(row -> tables.credentials().listVersions(row.id()).stream())
                            .toList(),
                    credentials.stream()
                            .flatMap(row -> tables.policies().listByCredential(row.id()).stream())
                            .toList(),
                    TamperedContract.everyDigest(tables),
                    tables.audit().scan(0, Integer.MAX_VALUE));
        });
    }

    /** Makes the storage as it was then. */
    void putBack(StorageTransaction tables) {
        tables.credentials()
                .list(CredentialFilter.all())
                .forEach(row -> tables.credentials().delete(row.id()));
        credentials.forEach(tables.credentials()::insert);
        versions.forEach(tables.credentials()::insertVersion);
        policies.forEach(tables.policies()::insert);
        TamperedContract.everyDigest(tables)
                .forEach(node -> tables.credentials().deleteDigest(node.level(), node.position()));
        digests.forEach(tables.credentials()::putDigest);
        tables.audit().deleteThrough(Long.MAX_VALUE, Integer.MAX_VALUE);
        trail.forEach(tables.audit()::append);
        tables.state().update(state);
    }
}
