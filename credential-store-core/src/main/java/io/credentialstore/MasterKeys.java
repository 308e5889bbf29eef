package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.CredentialNotFoundException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Codes;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.seal.DataKeys;
import io.credentialstore.internal.seal.KeySlots;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.key.EncryptionKey;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyRotation;
import io.credentialstore.key.MasterKeySlot;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.KeyStatus;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes which master keys open the store. The data keys stay, so no value is touched: a change wraps them once more,
 * whatever the store's size. The stretch runs outside of the transaction. Thread-safe.
 */
final class MasterKeys {
    private final StoreTransactions transactions;
    private final AuditedChanges changes;
    private final TrustedRows rows;
    private final Seals seals;
    private final DataKeys keys;
    private final String storeId;
    private final SecureRandom random;
    private final InstantSource clock;

    MasterKeys(
            StoreTransactions transactions,
            AuditedChanges changes,
            TrustedRows rows,
            Seals seals,
            DataKeys keys,
            String storeId,
            SecureRandom random,
            InstantSource clock) {
        this.transactions = transactions;
        this.changes = changes;
        this.rows = rows;
        this.seals = seals;
        this.keys = keys;
        this.storeId = storeId;
        this.random = random;
        this.clock = clock;
    }

    MasterKeySlot add(MasterKey master, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.ADD_MASTER_KEY, actor, null);
        NewSlot added = wrap(master, actor, entry);
        return changes.run(entry, tx -> {
            requireSame(added.basis(), tx);
            rows.requireKeys(tx);
            if (tx.tables().keys().slots().size() >= KeySlots.MAX_SLOTS) {
                throw new InvalidInputException(
                        "masterKey", "would be one too many; a store has at most " + KeySlots.MAX_SLOTS);
            }
            tx.tables().keys().insertSlot(added.slot());
            changed(tx, entry.with("keyId", added.slot().id()));
            return shown(added.slot());
        });
    }

    MasterKeyRotation rotate(MasterKey master, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.ROTATE_MASTER_KEY, actor, null);
        NewSlot only = wrap(master, actor, entry);
        return changes.run(entry, tx -> {
            requireSame(only.basis(), tx);
            rows.requireKeys(tx);
            List<String> retired =
                    tx.tables().keys().slots().stream().map(StoredKeySlot::id).toList();
            retired.forEach(tx.tables().keys()::deleteSlot);
            tx.tables().keys().insertSlot(only.slot());
            changed(tx, entry.with("keyId", only.slot().id()).with("retired", retired));
            long covered = tx.tables().credentials().count(CredentialFilter.all());
            return new MasterKeyRotation(only.slot().id(), retired, covered);
        });
    }

    /**
     * A slot that was made outside of the transaction, because stretching takes long.
     *
     * @param slot the slot
     * @param basis digest of the keys that the store had then
     */
    private record NewSlot(StoredKeySlot slot, Bytes basis) {}

    private record Known(Bytes basis, List<StoredKeySlot> slots) {}

    /**
     * Makes a slot for a key that opens the store not yet: rotating to one that does would leave the user believing that
     * the key had changed.
     */
    private NewSlot wrap(MasterKey master, Caller actor, AuditDraft entry) {
        Known known = transactions.read(
                tx -> new Known(tx.state().keysDigest(), tx.tables().keys().slots()));
        Optional<StoredKeySlot> same = transactions.whileOpen(
                () -> known.slots().stream().filter(slot -> opens(master, slot)).findFirst());
        same.ifPresent(slot -> changes.run(entry, tx -> {
            throw ConflictException.conflict("This master key opens the store already, as " + slot.id() + ".");
        }));
        StoredKeySlot slot = transactions.whileOpen(() ->
                KeySlots.create(master, keys, storeId, Timestamps.format(clock.instant()), actor.userId(), random));
        return new NewSlot(slot, known.basis());
    }

    private boolean opens(MasterKey master, StoredKeySlot slot) {
        Optional<DataKeys> opened = KeySlots.unlock(master, slot, storeId);
        opened.ifPresent(DataKeys::close);
        return opened.isPresent();
    }

    private static void requireSame(Bytes basis, StoreTransaction tx) {
        if (!tx.state().keysDigest().equals(basis)) {
            throw ConflictException.conflict(
                    "Somebody else changed the master keys meanwhile. Look at getMasterKeys()" + " and try again.");
        }
    }

    void remove(String keyId, Caller actor) {
        AuditDraft entry =
                AuditDraft.of(AuditAction.REMOVE_MASTER_KEY, actor, null).with("keyId", keyId);
        changes.run(entry, tx -> {
            rows.requireKeys(tx);
            if (!tx.tables().keys().deleteSlot(keyId)) {
                throw new CredentialNotFoundException("master key " + keyId);
            }
            if (tx.tables().keys().slots().isEmpty()) {
                throw ConflictException.conflict(
                        keyId + " is the only master key of this store. Add another one before removing it.");
            }
            changed(tx, entry);
            return true;
        });
    }

    private void changed(StoreTransaction tx, AuditDraft entry) {
        tx.keysChanged(seals.keysDigest(
                tx.state().macKeyId(),
                tx.tables().keys().slots(),
                tx.tables().keys().keys()));
        changes.append(tx, entry);
    }

    List<MasterKeySlot> list() {
        return transactions.read(tx -> {
            rows.requireKeys(tx);
            return tx.tables().keys().slots().stream().map(MasterKeys::shown).toList();
        });
    }

    private static MasterKeySlot shown(StoredKeySlot slot) {
        return new MasterKeySlot(
                slot.id(),
                "passphrase".equals(slot.kdf()),
                slot.kdfIterations(),
                Timestamps.parse(slot.createdAt()),
                slot.createdBy());
    }

    List<EncryptionKey> dataKeys() {
        return transactions.read(tx -> {
            rows.requireKeys(tx);
            return tx.tables().keys().keys().stream().map(MasterKeys::shown).toList();
        });
    }

    private static EncryptionKey shown(StoredKey row) {
        return new EncryptionKey(
                row.id(),
                row.term(),
                row.algorithm(),
                Codes.parse("status", KeyStatus.class, row.status()),
                Timestamps.parse(row.createdAt()));
    }
}
