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
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.KeyStatus;
import io.credentialstore.spi.StoredKeySlot;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes which master keys open the store. The data keys stay, so no value is touched: a change wraps them once more,
 * whatever the store's size. The stretch runs outside of the transaction. Thread-safe.
 */
final class MasterKeys {
    private final StoreTransactions transactions;
    private final AuditedChanges changes;
    private final Seals seals;
    private final DataKeys keys;
    private final String storeId;
    private final SecureRandom random;
    private final InstantSource clock;

    MasterKeys(
            StoreTransactions transactions,
            AuditedChanges changes,
            Seals seals,
            DataKeys keys,
            String storeId,
            SecureRandom random,
            InstantSource clock) {
        this.transactions = transactions;
        this.changes = changes;
        this.seals = seals;
        this.keys = keys;
        this.storeId = storeId;
        this.random = random;
        this.clock = clock;
    }

    MasterKeySlot add(MasterKey master, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.ADD_MASTER_KEY, actor, null);
        Prepared prepared = prepare(master, actor);
        return changes.run(entry, tx -> {
            requireNew(tx, prepared);
            return insert(tx, prepared.slot(), entry);
        });
    }

    /** As {@link #add}, but content when the key opens the store already: during a roll-out all hosts add the same one. */
    Optional<MasterKeySlot> ensure(MasterKey master, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.ADD_MASTER_KEY, actor, null);
        Prepared prepared = prepare(master, actor);
        return changes.run(
                entry,
                tx -> openedBy(tx, prepared).isPresent()
                        ? Optional.empty()
                        : Optional.of(insert(tx, prepared.slot(), entry)));
    }

    private MasterKeySlot insert(StoreTransaction tx, StoredKeySlot slot, AuditDraft entry) {
        if (tx.tables().keys().slots().size() >= KeySlots.MAX_SLOTS) {
            throw new InvalidInputException(
                    "masterKey", "would be one too many; a store has at most " + KeySlots.MAX_SLOTS);
        }
        tx.tables().keys().insertSlot(slot);
        changed(tx, entry.with("keyId", slot.id()));
        return shown(slot);
    }

    MasterKeyRotation rotate(MasterKey master, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.ROTATE_MASTER_KEY, actor, null);
        Prepared prepared = prepare(master, actor);
        StoredKeySlot slot = prepared.slot();
        return changes.run(entry, tx -> {
            List<String> retired =
                    tx.tables().keys().slots().stream().map(StoredKeySlot::id).toList();
            requireNew(tx, prepared);
            retired.forEach(tx.tables().keys()::deleteSlot);
            tx.tables().keys().insertSlot(slot);
            changed(tx, entry.with("keyId", slot.id()).with("retired", retired));
            long covered = tx.tables().credentials().count(CredentialFilter.all());
            return new MasterKeyRotation(slot.id(), retired, covered);
        });
    }

    /** Rotating to a key that opens the store already would leave the user believing that it changed. */
    private void requireNew(StoreTransaction tx, Prepared prepared) {
        openedBy(tx, prepared).ifPresent(slot -> {
            throw ConflictException.conflict("This master key opens the store already, as " + slot.id()
                    + ". Rotate to a new one, or remove the others.");
        });
    }

    /** Tries only slots that were not tried while the key was prepared: hardly ever one, as each takes a stretch. */
    private Optional<StoredKeySlot> openedBy(StoreTransaction tx, Prepared prepared) {
        return tx.tables().keys().slots().stream()
                .filter(slot -> !prepared.closedSlots().contains(slot.id()))
                .filter(slot -> opens(prepared.master(), slot))
                .findFirst();
    }

    private boolean opens(MasterKey master, StoredKeySlot slot) {
        return KeySlots.unlock(master, slot, storeId).map(MasterKeys::closed).orElse(false);
    }

    private static boolean closed(DataKeys opened) {
        opened.close();
        return true;
    }

    void remove(String keyId, Caller actor) {
        AuditDraft entry =
                AuditDraft.of(AuditAction.REMOVE_MASTER_KEY, actor, null).with("keyId", keyId);
        changes.run(entry, tx -> {
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

    /**
     * A master key on its way in, after everything that takes a stretch.
     *
     * @param slot its new slot
     * @param closedSlots ids of slots that it does not open
     */
    private record Prepared(MasterKey master, StoredKeySlot slot, Set<String> closedSlots) {}

    private Prepared prepare(MasterKey master, Caller actor) {
        List<StoredKeySlot> slots = transactions.read(tx -> tx.tables().keys().slots());
        return transactions.whileOpen(() -> new Prepared(
                master,
                KeySlots.create(master, keys, storeId, Timestamps.format(clock.instant()), actor.userId(), random),
                slots.stream()
                        .filter(slot -> !opens(master, slot))
                        .map(StoredKeySlot::id)
                        .collect(Collectors.toSet())));
    }

    private void changed(StoreTransaction tx, AuditDraft entry) {
        tx.keysChanged(seals.keysDigest(
                tx.state().macKeyId(),
                tx.tables().keys().slots(),
                tx.tables().keys().keys()));
        changes.append(tx, entry);
    }

    List<MasterKeySlot> list() {
        return transactions.read(
                tx -> tx.tables().keys().slots().stream().map(MasterKeys::shown).toList());
    }

    static MasterKeySlot shown(StoredKeySlot slot) {
        return new MasterKeySlot(
                slot.id(),
                "passphrase".equals(slot.kdf()),
                slot.kdfIterations(),
                Timestamps.parse(slot.createdAt()),
                slot.createdBy());
    }

    List<EncryptionKey> dataKeys() {
        return transactions.read(tx -> tx.tables().keys().keys().stream()
                .map(row -> new EncryptionKey(
                        row.id(),
                        row.term(),
                        row.algorithm(),
                        Codes.parse("status", KeyStatus.class, row.status()),
                        Timestamps.parse(row.createdAt())))
                .toList());
    }
}
