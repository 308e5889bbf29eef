package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.AuditRepository;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables {@code credential_audit_log} and {@code credential_access_counts}. */
public interface JdbiAuditRepository extends AuditRepository, SqlObject {
    /** All columns. */
    String SELECT = """
            SELECT seq, id, credential_id, entity_id, entity_type, user_id, action, success, timestamp, ip_address,
                error_code, error_message, metadata, run_id, purpose, version, row_version, mac_key_id, prev_mac, mac
            FROM credential_audit_log\s""";

    /** Of {@link #append}. */
    DirectWrite APPEND = new DirectWrite("""
            INSERT INTO credential_audit_log (seq, id, credential_id, entity_id, entity_type, user_id, action, success,
                timestamp, ip_address, error_code, error_message, metadata, run_id, purpose, version, row_version,
                mac_key_id, prev_mac, mac)
            VALUES (:seq, :id, :credentialId, :entityId, :entityType, :userId, :action, :success,
                :timestamp, :ipAddress, :errorCode, :errorMessage, :metadata, :runId, :purpose, :version, :rowVersion,
                :macKeyId, :prevMac, :mac)""");

    /** Of {@link #addCounts}. */
    DirectWrite ADD_COUNT = new DirectWrite("""
            INSERT INTO credential_access_counts (credential_id, entity_type, entity_id, total, failed)
            VALUES (:credentialId, :entityType, :entityId, :total, :failed)
            ON CONFLICT (credential_id, entity_type, entity_id)
            DO UPDATE SET total = credential_access_counts.total + excluded.total,
                failed = credential_access_counts.failed + excluded.failed""");

    @Override
    default void append(List<StoredAuditEntry> entries) {
        APPEND.run(getHandle(), entries);
    }

    @Override
    @SqlQuery(SELECT + "WHERE seq = :seq")
    Optional<StoredAuditEntry> find(long seq);

    @Override
    default List<StoredAuditEntry> find(AuditQuery query) {
        return AuditSearch.of(query, new TrailTimes(this)).page(getHandle(), query);
    }

    @Override
    default long count(AuditQuery query) {
        return AuditSearch.of(query, new TrailTimes(this)).count(getHandle());
    }

    @Override
    @SqlQuery(SELECT + "WHERE seq > :afterSeq ORDER BY seq LIMIT :limit")
    List<StoredAuditEntry> scan(long afterSeq, int limit);

    @Override
    @SqlQuery("""
            SELECT CAST(seq AS TEXT) AS key, mac FROM credential_audit_log
            WHERE seq >= :fromSeq ORDER BY credential_audit_log.seq LIMIT :limit""")
    List<RowSeal> seals(long fromSeq, int limit);

    @Override
    @SqlUpdate("""
            DELETE FROM credential_audit_log WHERE seq IN (
                SELECT seq FROM credential_audit_log WHERE seq <= :seq ORDER BY seq LIMIT :limit)""")
    int deleteThrough(long seq, int limit);

    /** The number of the newest entry; 0 when there is none. */
    @SqlQuery("SELECT coalesce(max(seq), 0) FROM credential_audit_log")
    long newest();

    /** The time of the first entry from a number on, which there must be; somebody may have made it null. */
    @SqlQuery("SELECT coalesce(timestamp, '') FROM credential_audit_log WHERE seq >= :seq ORDER BY seq LIMIT 1")
    String timeFrom(long seq);

    @Override
    default void addCounts(List<AccessCount> tries) {
        ADD_COUNT.run(getHandle(), tries);
    }

    @Override
    default void deductCounts(List<AccessCount> tries) {
        deleteCounts(tries);
        lowerCounts(tries);
    }

    /** First part of {@link #deductCounts}: what comes to nothing. */
    @SqlBatch(
            transactional = false, // it is part of one already
            value = """
            DELETE FROM credential_access_counts WHERE credential_id = :credentialId AND entity_type = :entityType
                AND entity_id = :entityId AND total = :total""")
    void deleteCounts(@BindRow List<AccessCount> tries);

    /** Second part of {@link #deductCounts}: what is left. */
    @SqlBatch(transactional = false, value = """
            UPDATE credential_access_counts SET total = total - :total, failed = failed - :failed
            WHERE credential_id = :credentialId AND entity_type = :entityType AND entity_id = :entityId""")
    void lowerCounts(@BindRow List<AccessCount> tries);

    @Override
    default List<AccessCount> counts(AccessPair after, int limit) {
        return counts(after.credentialId(), after.entityType(), after.entityId(), limit);
    }

    /** As {@link #counts(AccessPair, int)}. */
    @SqlQuery("""
            SELECT credential_id, entity_type, entity_id, total, failed FROM credential_access_counts
            WHERE (credential_id, entity_type, entity_id) > (:credentialId, :entityType, :entityId)
            ORDER BY credential_id, entity_type, entity_id LIMIT :limit""")
    List<AccessCount> counts(String credentialId, String entityType, String entityId, int limit);
}
