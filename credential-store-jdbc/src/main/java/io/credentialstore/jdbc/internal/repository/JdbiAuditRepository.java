package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AuditRepository;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code credential_audit_log}. */
public interface JdbiAuditRepository extends AuditRepository, SqlObject {
    /** All columns. */
    String SELECT = """
            SELECT seq, id, credential_id, entity_id, entity_type, user_id, action, success, timestamp, ip_address,
                error_code, error_message, metadata, run_id, purpose, version, row_version, mac_key_id, prev_mac, mac
            FROM credential_audit_log\s""";

    @Override
    @SqlBatch(
            transactional = false, // it is part of one already
            value = """
            INSERT INTO credential_audit_log (seq, id, credential_id, entity_id, entity_type, user_id, action, success,
                timestamp, ip_address, error_code, error_message, metadata, run_id, purpose, version, row_version,
                mac_key_id, prev_mac, mac)
            VALUES (:seq, :id, :credentialId, :entityId, :entityType, :userId, :action, :success,
                :timestamp, :ipAddress, :errorCode, :errorMessage, :metadata, :runId, :purpose, :version, :rowVersion,
                :macKeyId, :prevMac, :mac)""")
    void append(@BindMethods List<StoredAuditEntry> entries);

    @Override
    @SqlQuery(SELECT + "WHERE seq = :seq")
    Optional<StoredAuditEntry> find(long seq);

    @Override
    default List<StoredAuditEntry> find(AuditQuery query) {
        return AuditSearch.of(query).page(getHandle(), query);
    }

    @Override
    default long count(AuditQuery query) {
        return AuditSearch.of(query).count(getHandle());
    }

    @Override
    @SqlQuery(SELECT + "WHERE seq > :afterSeq ORDER BY seq LIMIT :limit")
    List<StoredAuditEntry> scan(long afterSeq, int limit);

    @Override
    @SqlUpdate("""
            DELETE FROM credential_audit_log WHERE seq IN (
                SELECT seq FROM credential_audit_log WHERE seq <= :seq ORDER BY seq LIMIT :limit)""")
    int deleteThrough(long seq, int limit);

    @Override
    default List<AccessCount> counts(String action) {
        return AuditSearch.ofAction(action).counts(getHandle());
    }
}
