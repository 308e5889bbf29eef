package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.error.UnsupportedStoreException;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.seal.DataKeys;
import io.credentialstore.internal.seal.KeySlots;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.internal.seal.ValueVault;
import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.KeyStatus;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredState;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates a store in an empty storage, or unlocks the one that is there. The stretch runs outside of transactions. */
final class StoreOpener {
    private static final String ALGORITHM = "aes-256-gcm";
    private static final int STORE_ID_BYTES = 16;

    private final Storage storage;
    private final SecureRandom random;
    private final InstantSource clock;
    private final IdSource ids;
    private final Caller owner;

    StoreOpener(Storage storage, SecureRandom random, InstantSource clock, IdSource ids, Caller owner) {
        this.storage = storage;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
        this.owner = owner;
    }

    /**
     * An unlocked store.
     *
     * @param storeId its id
     * @param keys its data keys, which the holder closes
     * @param byPrevious whether only an older key of the ring opened it
     * @param newest the newest entry of the trail
     * @param end that entry as it was found, genuine
     */
    record Opened(String storeId, DataKeys keys, boolean byPrevious, StoreTransactions.Seen newest, TrailEnd end) {}

    Opened open(KeyRing ring) {
        Optional<StoredState> state = storage.read(tables -> tables.state().find());
        if (state.isEmpty()) {
            create(ring.current());
        }
        return storage.read(this::header).unlock(ring);
    }

    /** Everything that opening needs, as one snapshot. */
    private record Header(StoredState state, List<StoredKeySlot> slots, List<StoredKey> keys, TrailEnd end) {
        Opened unlock(KeyRing ring) {
            Optional<DataKeys> current = unlock(ring.current());
            if (current.isPresent()) {
                return verified(current.get(), false);
            }
            for (MasterKey previous : ring.previous()) {
                Optional<DataKeys> found = unlock(previous);
                if (found.isPresent()) {
                    return verified(found.get(), true);
                }
            }
            throw MasterKeyException.wrong("None of the given master keys opens this store. It opens with "
                    + slots.stream()
                            .map(slot -> slot.id() + " (" + slot.kdf() + ", since " + slot.createdAt() + ")")
                            .collect(Collectors.joining(" or "))
                    + ". Either the key is another one, or the key slots were changed.");
        }

        private Optional<DataKeys> unlock(MasterKey master) {
            return slots.stream()
                    .map(slot -> KeySlots.unlock(master, slot, state.storeId()))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private Opened verified(DataKeys unlocked, boolean byPrevious) {
            try {
                unlocked.name(keys);
                Seals seals = new Seals(unlocked, state.storeId());
                if (!seals.isIntact(state)) {
                    throw new TamperedException("store_state", "1", "its MAC does not verify");
                }
                if (!seals.keysDigest(state.macKeyId(), slots, keys).equals(state.keysDigest())) {
                    throw new TamperedException(
                            "key_slots", "all", "a master key or data key was added, removed, changed or put back");
                }
                end.requireGenuine(seals);
                return new Opened(state.storeId(), unlocked, byPrevious, StoreTransactions.Seen.endOf(state), end);
            } catch (RuntimeException e) {
                unlocked.close();
                throw e;
            }
        }
    }

    private Header header(StorageTransaction tables) {
        StoredState state =
                tables.state().find().orElseThrow(() -> new TamperedException("store_state", "1", "the row is gone"));
        if (state.formatVersion() != ValueVault.FORMAT_VERSION) {
            throw UnsupportedStoreException.unsupported("This store has format version " + state.formatVersion()
                    + "; this library reads version " + ValueVault.FORMAT_VERSION + ". Use a newer library.");
        }
        List<StoredKeySlot> slots = tables.keys().slots();
        if (slots.size() > KeySlots.MAX_SLOTS) {
            throw new TamperedException("key_slots", "all", "there are more than " + KeySlots.MAX_SLOTS);
        }
        return new Header(state, slots, tables.keys().keys(), TrailEnd.of(state, tables));
    }

    private void create(MasterKey master) {
        Instant now = Timestamps.stored(clock.instant());
        byte[] id = new byte[STORE_ID_BYTES];
        random.nextBytes(id);
        String storeId = "store_" + HexFormat.of().formatHex(id);
        try (DataKeys keys = DataKeys.generate(storeId, random)) {
            StoredKey key = new StoredKey(
                    ids.next("key", now), 1, ALGORITHM, KeyStatus.ACTIVE.code(), Timestamps.format(now), null);
            keys.name(List.of(key));
            StoredKeySlot slot = KeySlots.create(master, keys, storeId, Timestamps.format(now), owner.userId(), random);
            storage.write(tables -> {
                if (tables.state().find().isEmpty()) {
                    requireVirgin(tables);
                    insert(tables, new Seals(keys, storeId), initialState(storeId, key, now), key, slot);
                }
                return true;
            });
        }
    }

    /** Without its state row a store must not be taken for a new one. */
    private static void requireVirgin(StorageTransaction tables) {
        List<String> left = new ArrayList<>();
        if (!tables.keys().slots().isEmpty() || !tables.keys().keys().isEmpty()) {
            left.add("keys");
        }
        if (tables.credentials().count(CredentialFilter.all()) > 0) {
            left.add("credentials");
        }
        if (!tables.audit().scan(0, 1).isEmpty()) {
            left.add("audit entries");
        }
        if (!left.isEmpty()) {
            throw new TamperedException("store_state", "1", "the row is gone, but there are still " + left);
        }
    }

    private static StoredState initialState(String storeId, StoredKey key, Instant now) {
        Bytes none = Bytes.of(new byte[0]);
        String at = Timestamps.format(now);
        return new StoredState(storeId, ValueVault.FORMAT_VERSION, at, 0, 0, none, at, none, none, key.id(), none);
    }

    private void insert(
            StorageTransaction tables, Seals seals, StoredState initial, StoredKey key, StoredKeySlot slot) {
        tables.keys().insertKey(key);
        tables.keys().insertSlot(slot);
        StoreTransaction tx = new StoreTransaction(tables, initial, clock.instant());
        tx.keysChanged(seals.keysDigest(key.id(), List.of(slot), List.of(key)));
        tx.credentialsChanged(CredentialTree.emptyRoot(seals));
        new AuditRecorder(seals, ids)
                .appendFirst(
                        tx, AuditDraft.of(AuditAction.CREATE_STORE, owner, null).with("keyId", slot.id()));
        tables.state().insert(seals.seal(tx.state()));
    }
}
