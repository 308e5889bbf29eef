package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final String COUNTS = "credential_access_counts";
    private static final String NO_MAC = "its MAC does not verify";

    private final Seals seals;
    private final TrustedRows rows;
    private final CredentialTree tree;
    private final Checkpoints checkpoints;
    private final AccessBalance balance;
    private final List<IntegrityFinding> findings = new ArrayList<>();
    private boolean complete = true;
    private long credentials;
    private long versions;
    private long policies;
    private long entries;
    private long firstEntry;

    IntegrityVerifier(Seals seals, TrustedRows rows, CredentialTree tree, Checkpoints checkpoints) {
        this.seals = seals;
        this.rows = rows;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.balance = new AccessBalance(seals);
    }

    IntegrityReport verify(StoreTransactions transactions, Storage storage) {
        transactions.whileOpen(storage::examine).forEach(problem -> found("storage", "file", problem));
        Optional<AuditCheckpoint> kept = keptCheckpoint();
        try {
            transactions.read(tx -> {
                verifyKeys(tx);
                verifyCredentials(tx);
                verifyTrail(tx);
                verifyCounts(tx);
                kept.ifPresent(checkpoint -> verify(tx, checkpoint));
                return true;
            });
        } catch (TamperedException e) {
            found(e.table(), e.row(), e.finding()); // without a state row that verifies, nothing else can be judged
        }
        return new IntegrityReport(findings, complete, credentials, versions, policies, entries, firstEntry);
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
        TrailChain chain = TrailChain.of(seals, pruned(tx));
        List<StoredAuditEntry> page = tx.tables().audit().scan(0, PAGE);
        firstEntry = page.isEmpty() ? 0 : page.get(0).seq();
        while (!page.isEmpty()) {
            long after = chain.last();
            page.forEach(entry -> verify(tx, entry, chain));
            if (chain.last() <= after) {
                found(AUDIT, Long.toString(after), "the entries after it are not in order, and were not checked");
                break;
            }
            page = tx.tables().audit().scan(chain.last(), PAGE);
        }
        if (!chain.endsWith(tx.state().auditSeq(), tx.state().auditMac())) {
            found(AUDIT, Long.toString(tx.state().auditSeq()), "the trail does not end where the store's state says");
        }
    }

    /** No count can be verified by itself; the only wrong one can be told once all are known. */
    private void verifyCounts(StoreTransaction tx) {
        AccessTally.forEach(tx.tables().audit(), count -> {
            balance.counted(count);
            if (count.total() < 1) {
                found(COUNTS, count.pair().toString(), "it counts nothing");
            }
        });
        if (!balance.isEven()) {
            List<String> wrong = new ArrayList<>();
            AccessTally.forEach(tx.tables().audit(), count -> {
                if (balance.isOffBy(count.pair())) {
                    wrong.add(count.pair().toString());
                }
            });
            found(COUNTS, wrong.isEmpty() ? "all" : wrong.get(0), "it is not what the trail says");
        }
    }

    private Optional<TrailChain.Pruned> pruned(StoreTransaction tx) {
        try {
            return TrailChain.pruned(tx, seals);
        } catch (TamperedException e) {
            found(e.table(), e.row(), e.finding());
            return Optional.empty();
        }
    }

    private void verify(StoreTransaction tx, StoredAuditEntry entry, TrailChain chain) {
        entries++;
        balance.entered(entry);
        chain.follow(entry, problem -> found(AUDIT, Long.toString(entry.seq()), problem));
        if (AuditAction.STORE.code().equals(entry.action()) && entry.success() == 1) {
            verifyStillThere(tx, String.valueOf(entry.credentialId()));
        }
    }

    private Optional<AuditCheckpoint> keptCheckpoint() {
        try {
            return checkpoints.kept();
        } catch (StorageException e) {
            found("checkpoint", "newest", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void verify(StoreTransaction tx, AuditCheckpoint checkpoint) {
        try {
            checkpoints.require(tx, checkpoint);
        } catch (TamperedException e) {
            found(e.table(), e.row(), e.finding());
        }
    }

    /** The tree tells that some row is gone; the trail knows which ones there were. */
    private void verifyStillThere(StoreTransaction tx, String id) {
        try {
            if (tx.tables().credentials().find(id).isEmpty()) {
                tree.verify(tx, id);
            }
        } catch (TamperedException e) {
            found(CREDENTIALS, id, "the row is gone, or one that stood beside it");
        }
    }
}
