package io.credentialstore;

import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.model.CredentialId;
import java.util.List;

/**
 * What happened. Every change and every retrieval is in the trail, successful or not; questions are not. Part of
 * {@link CredentialStore}, which states the guarantees and the failures that all methods share.
 */
public interface AuditOperations {
    /**
     * The newest hundred entries about a credential, existing or not.
     *
     * @param id the credential
     * @return the entries, newest first
     */
    default List<AuditEntry> getAuditTrail(CredentialId id) {
        return getAuditTrail(AuditQuery.all().withCredential(id)).entries();
    }

    /**
     * A page of the trail. Each entry was verified by itself, and one that does not verify fails the page: its number is in
     * the exception, and {@link AuditQuery#withAfter} steps over it. {@link #verifyIntegrity} verifies that none is missing.
     *
     * @param query which entries
     * @return the entries, and the question that continues them
     */
    AuditPage getAuditTrail(AuditQuery query);

    /**
     * How many entries there are, counted without verifying them.
     *
     * @param query which; its order and page do not count
     * @return the number
     */
    long countAuditEntries(AuditQuery query);

    /**
     * Counts of retrievals by credential and by entity, counted without verifying the entries.
     *
     * @return the counts
     */
    AuditSummary getAuditSummary();

    /**
     * Adds an entry of the host's own.
     *
     * @param event what happened
     */
    void logCredentialAccess(HostEvent event);

    /**
     * Verifies every row of the store, the whole trail and the storage below. Reads everything; memory stays bounded.
     *
     * @return what does not verify
     */
    IntegrityReport verifyIntegrity();
}
