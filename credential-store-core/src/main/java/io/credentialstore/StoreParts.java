package io.credentialstore;

import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.internal.seal.DataKeys;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.internal.seal.Signer;
import io.credentialstore.internal.seal.ValueVault;
import io.credentialstore.model.Caller;
import io.credentialstore.spi.Storage;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The parts of an open store, wired once. */
record StoreParts(
        Storage storage,
        DataKeys keys,
        Seals seals,
        ValueVault vault,
        StoreTransactions transactions,
        CredentialTree tree,
        TrustedRows rows,
        AccessGuard guard,
        AuditedChanges changes,
        CredentialReader reader,
        CredentialWriter writer,
        Catalog catalog,
        Grants grants,
        AuditTrail trail,
        AuditArchive archive,
        Checkpoints checkpoints,
        MasterKeys masterKeys)
        implements AutoCloseable {

    static StoreParts wire(
            Storage storage,
            StoreOpener.Opened opened,
            SecureRandom random,
            InstantSource clock,
            IdSource ids,
            @Nullable CheckpointKeeper keeper) {
        DataKeys keys = opened.keys();
        Seals seals = new Seals(keys, opened.storeId());
        ValueVault vault = new ValueVault(keys, opened.storeId(), random);
        Signer signer = new Signer(keys);
        CheckpointWitness witness = new CheckpointWitness(signer, keeper);
        StoreTransactions transactions = new StoreTransactions(storage, seals, clock, witness);
        transactions.seen(opened.newest());
        AuditRecorder recorder = new AuditRecorder(seals, ids);
        CredentialTree tree = new CredentialTree(seals);
        TrustedRows rows = new TrustedRows(seals, tree);
        AccessGuard guard = new AccessGuard(rows);
        AuditedChanges changes = new AuditedChanges(transactions, recorder, seals, tree);
        GroupCommit commits = new GroupCommit(transactions, recorder);
        return new StoreParts(
                storage,
                keys,
                seals,
                vault,
                transactions,
                tree,
                rows,
                guard,
                changes,
                new CredentialReader(transactions, commits, rows, vault),
                new CredentialWriter(changes, rows, seals, vault, ids, clock),
                new Catalog(transactions, rows, guard),
                new Grants(transactions, changes, rows, guard, seals, ids),
                new AuditTrail(transactions, rows),
                new AuditArchive(transactions, changes, witness, seals, signer),
                new Checkpoints(transactions, witness, seals, signer),
                new MasterKeys(transactions, changes, rows, seals, keys, opened.storeId(), random, clock));
    }

    Authority.Owner owner(Caller caller) {
        return new Authority.Owner(rows, caller);
    }

    Authority grantee(Caller caller) {
        return new Authority.Grantee(guard, caller);
    }

    @Override
    public void close() {
        transactions.close(() -> {
            vault.close();
            keys.close();
            storage.close();
        });
    }
}
