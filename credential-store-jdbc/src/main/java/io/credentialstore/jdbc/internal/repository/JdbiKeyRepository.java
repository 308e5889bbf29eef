package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.spi.KeyRepository;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables {@code key_slots} and {@code encryption_keys}. */
public interface JdbiKeyRepository extends KeyRepository {
    @Override
    @SqlQuery("""
            SELECT id, kdf, kdf_iterations, salt, iv, wrapped_keys, auth_tag, created_at, created_by, header_mac
            FROM key_slots ORDER BY id""")
    List<StoredKeySlot> slots();

    @Override
    @SqlUpdate("""
            INSERT INTO key_slots (id, kdf, kdf_iterations, salt, iv, wrapped_keys, auth_tag, created_at, created_by,
                header_mac)
            VALUES (:id, :kdf, :kdfIterations, :salt, :iv, :wrappedKeys, :authTag, :createdAt, :createdBy,
                :headerMac)""")
    void insertSlot(@BindRow StoredKeySlot slot);

    /** The wrapped keys must not outlive their slot: they are what the removed master key opened. */
    @Override
    @LeavesNoBytes
    @SqlUpdate("DELETE FROM key_slots WHERE id = :id")
    boolean deleteSlot(String id);

    @Override
    @SqlQuery("SELECT id, term, algorithm, status, created_at, rotated_to FROM encryption_keys ORDER BY term")
    List<StoredKey> keys();

    @Override
    @SqlUpdate("""
            INSERT INTO encryption_keys (id, term, algorithm, status, created_at, rotated_to)
            VALUES (:id, :term, :algorithm, :status, :createdAt, :rotatedTo)""")
    void insertKey(@BindRow StoredKey key);
}
