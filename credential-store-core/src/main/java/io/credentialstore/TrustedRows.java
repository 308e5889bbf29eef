package io.credentialstore;

import io.credentialstore.error.CredentialNotFoundException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.Optional;

/**
 * Loads rows and believes them only when they verify: their own MAC, the digests over their versions and grants, and that
 * the tree anchored in the state row knows them as they are. An older genuine row that was put back fails the last of
 * these, and so does the absence of a row that nobody deleted. Thread-safe.
 */
final class TrustedRows {
    private static final String CREDENTIALS = "credentials";
    private static final String NO_MAC = "its MAC does not verify";

    private final Seals seals;
    private final CredentialTree tree;

    TrustedRows(Seals seals, CredentialTree tree) {
        this.seals = seals;
        this.tree = tree;
    }

    /** The credential; for the owner, who may learn that there is none. */
    StoredCredential require(StoreTransaction tx, CredentialId id) {
        return find(tx, id).orElseThrow(() -> new CredentialNotFoundException("credential " + id));
    }

    /** The credential, when there is one. */
    Optional<StoredCredential> find(StoreTransaction tx, CredentialId id) {
        Optional<StoredCredential> row = tx.tables().credentials().find(id.value());
        if (row.isEmpty()) {
            tree.verify(tx, id.value());
        }
        return row.map(found -> verified(tx, found));
    }

    /** A row that a query returned. */
    StoredCredential verified(StoreTransaction tx, StoredCredential row) {
        if (!seals.isIntact(row)) {
            throw new TamperedException(CREDENTIALS, row.id(), NO_MAC);
        }
        tree.verify(tx, row.id());
        verifyDigests(tx, row);
        return row;
    }

    private void verifyDigests(StoreTransaction tx, StoredCredential row) {
        String id = row.id();
        var versions = tx.tables().credentials().versionSeals(id);
        if (!seals.versionDigest(row.macKeyId(), id, versions).equals(row.versionDigest())) {
            throw new TamperedException("credential_versions", id, "a version was added, removed, changed or put back");
        }
        var policies = tx.tables().policies().seals(id);
        if (!seals.policyDigest(row.macKeyId(), id, policies).equals(row.policyDigest())) {
            throw new TamperedException(
                    "credential_access_policies", id, "a grant was added, removed, changed or put back");
        }
    }

    /** A version of a credential that was verified. */
    Optional<StoredVersion> version(StoreTransaction tx, StoredCredential credential, int number) {
        Optional<StoredVersion> row = tx.tables().credentials().findVersion(credential.id(), number);
        row.ifPresent(this::verify);
        return row;
    }

    /** All versions of a credential that was verified. */
    List<StoredVersion> versions(StoreTransaction tx, StoredCredential credential) {
        List<StoredVersion> rows = tx.tables().credentials().listVersions(credential.id());
        rows.forEach(this::verify);
        return rows;
    }

    private void verify(StoredVersion row) {
        if (!seals.isIntact(row)) {
            throw new TamperedException("credential_versions", row.credentialId() + "/" + row.version(), NO_MAC);
        }
    }

    /** The grant of an entity on a credential that was verified. */
    Optional<StoredPolicy> policy(StoreTransaction tx, StoredCredential credential, Entity entity) {
        Optional<StoredPolicy> row =
                tx.tables().policies().find(credential.id(), entity.type().code(), entity.id());
        row.ifPresent(this::verify);
        return row;
    }

    /** All grants on a credential that was verified. */
    List<StoredPolicy> policies(StoreTransaction tx, StoredCredential credential) {
        List<StoredPolicy> rows = tx.tables().policies().listByCredential(credential.id());
        rows.forEach(this::verify);
        return rows;
    }

    void verify(StoredPolicy row) {
        if (!seals.isIntact(row)) {
            throw new TamperedException("credential_access_policies", row.id(), NO_MAC);
        }
    }

    /** That master keys and data keys are those that the state knows. */
    void requireKeys(StoreTransaction tx) {
        var keys = tx.tables().keys();
        if (!seals.keysDigest(tx.state().macKeyId(), keys.slots(), keys.keys())
                .equals(tx.state().keysDigest())) {
            throw new TamperedException(
                    "key_slots", "all", "a master key or data key was added, removed, changed or put back");
        }
    }

    /** An entry of the trail. */
    StoredAuditEntry verified(StoredAuditEntry row) {
        if (!seals.isIntact(row)) {
            throw new TamperedException("credential_audit_log", Long.toString(row.seq()), NO_MAC);
        }
        return row;
    }
}
