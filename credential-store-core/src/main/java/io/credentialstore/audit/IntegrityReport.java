package io.credentialstore.audit;

import java.util.List;

/**
 * What {@code verifyIntegrity} found.
 *
 * @param findings one for each problem, at most {@value #MAX_FINDINGS}
 * @param isComplete whether all findings are listed
 * @param credentials how many credentials were checked
 * @param versions how many versions were checked
 * @param grants how many grants were checked
 * @param auditEntries how many entries of the trail were checked
 * @param firstAuditEntry the sequence number that the trail begins with: 1 until it is pruned; 0 when it is empty
 */
public record IntegrityReport(
        List<IntegrityFinding> findings,
        boolean isComplete,
        long credentials,
        long versions,
        long grants,
        long auditEntries,
        long firstAuditEntry) {
    /** After so many findings the check stops collecting. */
    public static final int MAX_FINDINGS = 1_000;

    /** Copies the list. */
    public IntegrityReport {
        findings = List.copyOf(findings);
    }

    /**
     * Whether everything verifies.
     *
     * @return true when there is no finding
     */
    public boolean isIntact() {
        return findings.isEmpty();
    }
}
