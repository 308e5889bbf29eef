package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.error.StorageException;
import io.credentialstore.spi.StateRepository;
import io.credentialstore.spi.StoredState;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code store_state}. */
public interface JdbiStateRepository extends StateRepository, SqlObject {
    /** Of {@link #update}. */
    DirectWrite UPDATE = new DirectWrite("""
            UPDATE store_state
            SET store_id = :storeId, format_version = :formatVersion, created_at = :createdAt, generation = :generation,
                audit_seq = :auditSeq, audit_mac = :auditMac, audit_time = :auditTime, keys_digest = :keysDigest,
                credentials_digest = :credentialsDigest,
                mac_key_id = :macKeyId, row_mac = :rowMac
            WHERE singleton = 1""");

    @Override
    @SqlQuery("""
            SELECT store_id, format_version, created_at, generation, audit_seq, audit_mac, audit_time, keys_digest,
                credentials_digest, mac_key_id, row_mac
            FROM store_state WHERE singleton = 1""")
    Optional<StoredState> find();

    @Override
    @SqlUpdate("""
            INSERT INTO store_state (singleton, store_id, format_version, created_at, generation, audit_seq, audit_mac,
                audit_time, keys_digest, credentials_digest, mac_key_id, row_mac)
            VALUES (1, :storeId, :formatVersion, :createdAt, :generation, :auditSeq, :auditMac,
                :auditTime, :keysDigest, :credentialsDigest, :macKeyId, :rowMac)""")
    void insert(@BindRow StoredState state);

    @Override
    default void update(StoredState state) {
        if (UPDATE.run(getHandle(), state) != 1) {
            throw StorageException.failure("There is no store_state to update: the store was never created.", null);
        }
    }
}
