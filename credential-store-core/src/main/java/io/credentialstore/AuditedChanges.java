package io.credentialstore;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.function.Function;

/**
 * The one way in which anything but a retrieval changes the store: the change and its audit entry in one transaction, or
 * neither of them and an entry that says why. Thread-safe.
 */
final class AuditedChanges {
    private final StoreTransactions transactions;
    private final AuditRecorder recorder;
    private final Seals seals;
    private final CredentialTree tree;

    AuditedChanges(StoreTransactions transactions, AuditRecorder recorder, Seals seals, CredentialTree tree) {
        this.transactions = transactions;
        this.recorder = recorder;
        this.seals = seals;
        this.tree = tree;
    }

    /**
     * Runs a change that records its own success.
     *
     * @param attempt what is recorded when it fails; storage failures are not recorded, as they could not be
     */
    <T> T run(AuditDraft attempt, Function<StoreTransaction, T> change) {
        try {
            return transactions.write(change);
        } catch (Refusal refusal) {
            throw recorded(refusal, attempt);
        } catch (StorageException | StoreBusyException failure) {
            throw failure;
        } catch (CredentialStoreException failure) {
            throw recorded(Refusal.of(failure), attempt);
        }
    }

    /** An attempt that cannot be recorded is not answered either, as with a retrieval: nobody may try in silence. */
    private CredentialStoreException recorded(Refusal refusal, AuditDraft attempt) {
        record(refusal.recordIn(attempt));
        return refusal.told();
    }

    /** Adds an entry alone. */
    void record(AuditDraft entry) {
        transactions.write(tx -> {
            recorder.append(tx, entry);
            return true;
        });
    }

    /** Adds an entry to a change that concerns no credential. */
    void append(StoreTransaction tx, AuditDraft entry) {
        recorder.append(tx, entry);
    }

    /** Writes a new credential with its first version, and its entry. */
    void insert(StoreTransaction tx, CredentialRow row, StoredVersion first, AuditDraft entry) {
        String key = seals.keyId();
        List<RowSeal> versions = List.of(new RowSeal(Integer.toString(first.version()), first.rowMac()));
        StoredCredential sealed = seals.seal(row.toRow(
                tx.timestamp(),
                seals.policyDigest(key, row.id(), List.of()),
                seals.versionDigest(key, row.id(), versions),
                key));
        tx.tables().credentials().insert(sealed);
        tx.tables().credentials().insertVersion(first);
        record(tx, row, anchored().put(row.id(), sealed.rowMac()), entry);
    }

    /** Writes a changed credential, whose versions and grants are changed already, and its entry. */
    void update(StoreTransaction tx, CredentialRow row, AuditDraft entry) {
        String key = seals.keyId();
        var grants = row.grants().requireIn(tx.tables().policies().seals(row.id()));
        var versions = row.versions().requireIn(tx.tables().credentials().versionSeals(row.id()));
        StoredCredential sealed = seals.seal(row.toRow(
                tx.timestamp(),
                seals.policyDigest(key, row.id(), grants),
                seals.versionDigest(key, row.id(), versions),
                key));
        tx.tables().credentials().update(sealed);
        record(tx, row, anchored().put(row.id(), sealed.rowMac()), entry);
    }

    /** Removes a credential for good and writes its entry. */
    void delete(StoreTransaction tx, CredentialRow row, AuditDraft entry) {
        tx.tables().credentials().delete(row.id());
        record(tx, row, anchored().removed(row.id()), entry);
    }

    private static Written anchored() {
        return new Written("credentials");
    }

    private void record(StoreTransaction tx, CredentialRow row, Written anchored, AuditDraft entry) {
        tree.update(tx, row.id(), anchored);
        recorder.append(tx, entry.withRowVersion(row.nextRowVersion()));
    }
}
