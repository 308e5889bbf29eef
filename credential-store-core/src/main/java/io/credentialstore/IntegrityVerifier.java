package io.credentialstore;

import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies every row of a store on one snapshot and collects what does not verify. Memory does not grow with the store:
 * rows come in pages and findings are bounded. Not thread-safe; used once.
 */
final class IntegrityVerifier {
    private static final int PAGE = 500;
    private static final String CREDENTIALS = "credentials";
    private static final String VERSIONS = "credential_versions";
    private static final String POLICIES = "credential_access_policies";
    private static final String AUDIT = "credential_audit_log";
    private static final String NO_MAC = "its MAC does not verify";

    private final Seals seals;
    private final TrustedRows rows;
    private final CredentialTree tree;
    private final List<IntegrityFinding> findings = new ArrayList<>();
    private boolean complete = true;
    private long credentials;
    private long versions;
    private long policies;
    private long entries;

    IntegrityVerifier(Seals seals, TrustedRows rows, CredentialTree tree) {
        this.seals = seals;
        this.rows = rows;
        this.tree = tree;
    }

    IntegrityReport verify(StoreTransactions transactions, Storage storage) {
        transactions.whileOpen(storage::examine).forEach(problem -> found("storage", "file", problem));
        try {
            transactions.read(tx -> {
                verifyKeys(tx);
                verifyCredentials(tx);
                verifyTrail(tx);
                return true;
            });
        } catch (TamperedException e) {
            found(e.table(), e.row(), e.finding()); // without a state row that verifies, nothing else can be judged
        }
        return new IntegrityReport(findings, complete, credentials, versions, policies, entries);
    }

    private void found(String table, String row, String problem) {
        complete &= findings.size() < IntegrityReport.MAX_FINDINGS;
        if (complete) {
            findings.add(new IntegrityFinding(table, row, problem));
        }
    }

    private void verifyKeys(StoreTransaction tx) {
        try {
            rows.requireKeys(tx);
        } catch (TamperedException e) {
            found(e.table(), e.row(), e.finding());
        }
    }

    private void verifyCredentials(StoreTransaction tx) {
        CredentialFilter filter = CredentialFilter.all().withLimit(PAGE);
        String after = "";
        List<StoredCredential> page = tx.tables().credentials().list(filter);
        while (!page.isEmpty()) {
            page.forEach(row -> verify(tx, row));
            String last = page.get(page.size() - 1).id();
            if (last.compareTo(after) <= 0 || !isId(last)) {
                found(CREDENTIALS, last, "its id is not of the form of an id, so the rows after it were not checked");
                break;
            }
            after = last;
            page = tx.tables().credentials().list(filter.withAfter(CredentialId.of(last)));
        }
        tree.verifyAll(tx, this::found);
        tx.tables()
                .credentials()
                .orphanedParents()
                .forEach(id -> found(CREDENTIALS, id, "versions or grants name it, but the row is gone"));
    }

    private static boolean isId(@Nullable String id) {
        try {
            return id != null && id.equals(CredentialId.of(id).value());
        } catch (InvalidInputException e) {
            return false; // the row was changed, which its MAC reports
        }
    }

    private void verify(StoreTransaction tx, StoredCredential row) {
        credentials++;
        try {
            rows.verified(tx, row);
        } catch (TamperedException e) {
            found(e.table(), e.row(), e.finding());
        }
        for (StoredVersion version : tx.tables().credentials().listVersions(row.id())) {
            versions++;
            if (!seals.isIntact(version)) {
                found(VERSIONS, version.credentialId() + "/" + version.version(), NO_MAC);
            }
        }
        for (StoredPolicy policy : tx.tables().policies().listByCredential(row.id())) {
            policies++;
            if (!seals.isIntact(policy)) {
                found(POLICIES, policy.id(), NO_MAC);
            }
        }
    }

    private void verifyTrail(StoreTransaction tx) {
        Bytes expectedPrev = null;
        long expectedSeq = 1;
        List<StoredAuditEntry> page = tx.tables().audit().scan(0, PAGE);
        while (!page.isEmpty()) {
            for (StoredAuditEntry entry : page) {
                verify(tx, entry, expectedSeq, expectedPrev);
                expectedSeq = entry.seq() + 1;
                expectedPrev = entry.mac();
            }
            page = tx.tables().audit().scan(expectedSeq - 1, PAGE);
        }
        StoredState state = tx.state();
        if (expectedPrev == null
                || state.auditSeq() != expectedSeq - 1
                || !state.auditMac().equals(expectedPrev)) {
            found(AUDIT, Long.toString(state.auditSeq()), "the trail does not end where the store's state says");
        }
    }

    private void verify(StoreTransaction tx, StoredAuditEntry entry, long expectedSeq, @Nullable Bytes expectedPrev) {
        entries++;
        String row = Long.toString(entry.seq());
        if (entry.seq() != expectedSeq) {
            found(AUDIT, row, "entries " + expectedSeq + " to " + (entry.seq() - 1) + " are missing before it");
        }
        Bytes prev = expectedPrev == null ? seals.genesis(tx.state().macKeyId()) : expectedPrev;
        if (!prev.equals(entry.prevMac())) {
            found(AUDIT, row, "it is not linked to the entry before it");
        }
        if (!seals.isIntact(entry)) {
            found(AUDIT, row, NO_MAC);
        }
    }
}
