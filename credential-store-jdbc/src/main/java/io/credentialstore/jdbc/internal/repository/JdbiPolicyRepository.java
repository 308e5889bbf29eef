package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.spi.PolicyRepository;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredPolicy;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code credential_access_policies}. */
public interface JdbiPolicyRepository extends PolicyRepository {
    /** All columns. */
    String SELECT = """
            SELECT id, credential_id, entity_id, entity_type, access_level, granted_by, granted_at, expires_at, reason,
                max_uses, mac_key_id, row_mac
            FROM credential_access_policies\s""";

    @Override
    @SqlQuery(SELECT + "WHERE credential_id = :credentialId AND entity_type = :entityType AND entity_id = :entityId")
    Optional<StoredPolicy> find(String credentialId, String entityType, String entityId);

    @Override
    @SqlQuery(SELECT + "WHERE credential_id = :credentialId ORDER BY id")
    List<StoredPolicy> listByCredential(String credentialId);

    @Override
    @SqlQuery(SELECT + "WHERE entity_type = :entityType AND entity_id = :entityId ORDER BY credential_id")
    List<StoredPolicy> listByEntity(String entityType, String entityId);

    @Override
    @SqlQuery(SELECT + "WHERE expires_at < :before ORDER BY expires_at, id")
    List<StoredPolicy> listExpiringBefore(String before);

    @Override
    @SqlQuery(
            "SELECT id AS key, row_mac AS mac FROM credential_access_policies WHERE credential_id = :credentialId ORDER BY id")
    List<RowSeal> seals(String credentialId);

    @Override
    @SqlUpdate("""
            INSERT INTO credential_access_policies (id, credential_id, entity_id, entity_type, access_level, granted_by,
                granted_at, expires_at, reason, max_uses, mac_key_id, row_mac)
            VALUES (:id, :credentialId, :entityId, :entityType, :accessLevel, :grantedBy,
                :grantedAt, :expiresAt, :reason, :maxUses, :macKeyId, :rowMac)""")
    void insert(@BindRow StoredPolicy policy);

    @Override
    @SqlUpdate("DELETE FROM credential_access_policies WHERE id = :id")
    boolean delete(String id);
}
