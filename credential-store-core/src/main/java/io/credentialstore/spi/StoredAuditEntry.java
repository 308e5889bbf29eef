package io.credentialstore.spi;

import io.credentialstore.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code credential_audit_log}. It has no foreign key: the trail outlives what it is about.
 *
 * @param seq from 1, without gaps
 * @param id the entry's id
 * @param credentialId what it is about, or null for the store itself
 * @param entityId the id of who acted
 * @param entityType skill, tool or owner
 * @param userId the person behind it, or null
 * @param action what was done
 * @param success 1 when it was done, 0 when not
 * @param timestamp when
 * @param ipAddress where the request came from, or null
 * @param errorCode why it was not done, or null
 * @param errorMessage the same as a sentence, or null
 * @param metadata a JSON object, or null
 * @param runId the execution it belongs to, or null
 * @param purpose what it was for, or null
 * @param version the version it is about, or null
 * @param rowVersion for an administrative change, the row version it gave the credential; otherwise null
 * @param macKeyId the data key of the MAC
 * @param prevMac the MAC of the entry before, 32 bytes
 * @param mac MAC over the other columns, 32 bytes
 */
public record StoredAuditEntry(
        long seq,
        String id,
        @Nullable String credentialId,
        String entityId,
        String entityType,
        @Nullable String userId,
        String action,
        int success,
        String timestamp,
        @Nullable String ipAddress,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String metadata,
        @Nullable String runId,
        @Nullable String purpose,
        @Nullable Integer version,
        @Nullable Long rowVersion,
        String macKeyId,
        Bytes prevMac,
        Bytes mac) {
    /**
     * The same row with another MAC.
     *
     * @param mac the MAC, 32 bytes
     * @return a copy
     */
    public StoredAuditEntry withMac(Bytes mac) {
        return new StoredAuditEntry(
                seq,
                id,
                credentialId,
                entityId,
                entityType,
                userId,
                action,
                success,
                timestamp,
                ipAddress,
                errorCode,
                errorMessage,
                metadata,
                runId,
                purpose,
                version,
                rowVersion,
                macKeyId,
                prevMac,
                mac);
    }
}
