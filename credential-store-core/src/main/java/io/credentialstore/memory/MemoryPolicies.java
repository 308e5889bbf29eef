package io.credentialstore.memory;

import io.credentialstore.error.StorageException;
import io.credentialstore.spi.PolicyRepository;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Table {@code credential_access_policies}. Not thread-safe. */
final class MemoryPolicies implements PolicyRepository {
    private final Table<String, StoredPolicy> rows;

    MemoryPolicies(UndoLog undo) {
        this.rows = new Table<>("credential_access_policies", undo);
    }

    @Override
    public Optional<StoredPolicy> find(String credentialId, String entityType, String entityId) {
        return rows.where(row -> row.credentialId().equals(credentialId) && isOf(row, entityType, entityId)).stream()
                .findFirst();
    }

    private static boolean isOf(StoredPolicy row, String entityType, String entityId) {
        return row.entityType().equals(entityType) && row.entityId().equals(entityId);
    }

    @Override
    public List<StoredPolicy> listByCredential(String credentialId) {
        return rows.where(row -> row.credentialId().equals(credentialId));
    }

    @Override
    public List<StoredPolicy> listByEntity(String entityType, String entityId) {
        return rows.where(row -> isOf(row, entityType, entityId)).stream()
                .sorted(Comparator.comparing(StoredPolicy::credentialId))
                .toList();
    }

    @Override
    public List<StoredPolicy> listExpiringBefore(String before) {
        return rows.where(row -> row.expiresAt() != null && row.expiresAt().compareTo(before) < 0).stream()
                .sorted(Comparator.comparing((StoredPolicy row) -> String.valueOf(row.expiresAt()))
                        .thenComparing(StoredPolicy::id))
                .toList();
    }

    @Override
    public List<RowSeal> seals(String credentialId) {
        return listByCredential(credentialId).stream()
                .map(row -> new RowSeal(row.id(), row.rowMac()))
                .toList();
    }

    @Override
    public void insert(StoredPolicy policy) {
        if (find(policy.credentialId(), policy.entityType(), policy.entityId()).isPresent()) {
            throw StorageException.failure("There is a grant for " + policy.entityId() + " already", null);
        }
        rows.insert(policy.id(), policy);
    }

    @Override
    public boolean delete(String id) {
        return rows.delete(id);
    }

    void deleteByCredential(String credentialId) {
        rows.deleteIf(row -> row.credentialId().equals(credentialId));
    }
}
