package io.credentialstore.memory;

import io.credentialstore.spi.AuditRepository;
import io.credentialstore.spi.CredentialRepository;
import io.credentialstore.spi.KeyRepository;
import io.credentialstore.spi.PolicyRepository;
import io.credentialstore.spi.StateRepository;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredState;
import java.util.List;
import java.util.Optional;

/** All tables. Not thread-safe: the storage's lock guards them. */
final class MemoryTables implements StorageTransaction {
    private final MemoryState state;
    private final MemoryKeys keys;
    private final MemoryPolicies policies;
    private final MemoryCredentials credentials;
    private final MemoryAudit audit;
    private long turn;

    MemoryTables(UndoLog undo) {
        state = new MemoryState(undo);
        keys = new MemoryKeys(undo);
        policies = new MemoryPolicies(undo);
        credentials = new MemoryCredentials(undo, policies);
        audit = new MemoryAudit(undo);
    }

    void beginWrite() {
        turn++;
    }

    @Override
    public long turn() {
        return turn;
    }

    @Override
    public StateRepository state() {
        return state;
    }

    @Override
    public KeyRepository keys() {
        return keys;
    }

    @Override
    public CredentialRepository credentials() {
        return credentials;
    }

    @Override
    public PolicyRepository policies() {
        return policies;
    }

    @Override
    public AuditRepository audit() {
        return audit;
    }

    private static final class MemoryState implements StateRepository {
        private final Table<Integer, StoredState> rows;

        MemoryState(UndoLog undo) {
            rows = new Table<>("store_state", undo);
        }

        @Override
        public Optional<StoredState> find() {
            return rows.find(1);
        }

        @Override
        public void insert(StoredState row) {
            rows.insert(1, row);
        }

        @Override
        public void update(StoredState row) {
            rows.update(1, row);
        }
    }

    private static final class MemoryKeys implements KeyRepository {
        private final Table<String, StoredKeySlot> slots;
        private final Table<Integer, StoredKey> keys;

        MemoryKeys(UndoLog undo) {
            slots = new Table<>("key_slots", undo);
            keys = new Table<>("encryption_keys", undo);
        }

        @Override
        public List<StoredKeySlot> slots() {
            return slots.all();
        }

        @Override
        public void insertSlot(StoredKeySlot slot) {
            slots.insert(slot.id(), slot);
        }

        @Override
        public boolean deleteSlot(String id) {
            return slots.delete(id);
        }

        @Override
        public List<StoredKey> keys() {
            return keys.all();
        }

        @Override
        public void insertKey(StoredKey key) {
            keys.insert(key.term(), key);
        }
    }
}
