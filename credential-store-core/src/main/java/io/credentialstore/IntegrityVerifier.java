package io.credentialstore;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Verifies every row of a store and collects what does not verify. Memory does not grow with the store: rows come in pages
 * and findings are bounded. Each page has a snapshot of its own, so that a long verification keeps no old state alive, and
 * can be broken off between two of them by interrupting the thread. Not thread-safe; used once.
 */
final class IntegrityVerifier {
    private static final int PAGE = 500;
    private static final String CREDENTIALS = "credentials";
    private static final String VERSIONS = "credential_versions";
    private static final String POLICIES = "credential_access_policies";
    private static final String NO_MAC = "its MAC does not verify";

    private final Seals seals;
    private final TrustedRows rows;
    private final CredentialTree tree;
    private final Checkpoints checkpoints;
    private final Findings findings = new Findings();
    private long credentials;
    private long versions;
    private long policies;

    IntegrityVerifier(Seals seals, TrustedRows rows, CredentialTree tree, Checkpoints checkpoints) {
        this.seals = seals;
        this.rows = rows;
        this.tree = tree;
        this.checkpoints = checkpoints;
    }

    IntegrityReport verify(StoreTransactions transactions, Storage storage) {
        transactions.whileOpen(storage::examine).forEach(problem -> findings.found("storage", "file", problem));
        Optional<AuditCheckpoint> kept = keptCheckpoint();
        TrailVerifier trail = new TrailVerifier(seals, tree);
        try {
            once(transactions, this::verifyKeys);
            untilDone(transactions, new CredentialPages()::advance);
            once(transactions, this::verifyTree);
            untilDone(transactions, trail::advance);
            kept.ifPresent(checkpoint -> once(transactions, tx -> verify(tx, checkpoint)));
        } catch (TamperedException e) {
            findings.found(e); // without a state row that verifies, nothing else can be judged
        }
        findings.addAll(trail.findings());
        return new IntegrityReport(
                findings.list(),
                findings.isComplete(),
                credentials,
                versions,
                policies,
                trail.entries(),
                trail.firstEntry());
    }

    private static void once(StoreTransactions transactions, Consumer<StoreTransaction> step) {
        untilDone(transactions, tx -> {
            step.accept(tx);
            return false;
        });
    }

    /** Takes steps, each on a snapshot of its own, until one says that it was the last. */
    private static void untilDone(StoreTransactions transactions, Predicate<StoreTransaction> step) {
        do {
            if (Thread.currentThread().isInterrupted()) {
                throw StorageException.failure("The verification was broken off: its thread was interrupted.", null);
            }
        } while (transactions.read(step::test));
    }

    private void verifyKeys(StoreTransaction tx) {
        try {
            rows.requireKeys(tx);
        } catch (TamperedException e) {
            findings.found(e);
        }
    }

    /** All credentials, by id; one that changes while they are verified is as good before as after. */
    private final class CredentialPages {
        private CredentialFilter next = CredentialFilter.all().withLimit(PAGE);

        boolean advance(StoreTransaction tx) {
            List<StoredCredential> page = tx.tables().credentials().list(next);
            if (page.isEmpty()) {
                return false;
            }
            page.forEach(row -> verify(tx, row));
            String last = page.get(page.size() - 1).id();
            CredentialId after = next.after();
            if (!isId(last) || (after != null && last.compareTo(after.value()) <= 0)) {
                findings.found(
                        CREDENTIALS, last, "its id is not of the form of an id, so the rows after it were not checked");
                return false;
            }
            next = next.withAfter(CredentialId.of(last));
            return true;
        }
    }

    private void verifyTree(StoreTransaction tx) {
        tree.verifyAll(tx, findings);
        tx.tables()
                .credentials()
                .orphanedParents()
                .forEach(id -> findings.found(CREDENTIALS, id, "versions or grants name it, but the row is gone"));
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
            findings.found(e);
        }
        for (StoredVersion version : tx.tables().credentials().listVersions(row.id())) {
            versions++;
            if (!seals.isIntact(version)) {
                findings.found(VERSIONS, version.credentialId() + "/" + version.version(), NO_MAC);
            }
        }
        for (StoredPolicy policy : tx.tables().policies().listByCredential(row.id())) {
            policies++;
            if (!seals.isIntact(policy)) {
                findings.found(POLICIES, policy.id(), NO_MAC);
            }
        }
    }

    private Optional<AuditCheckpoint> keptCheckpoint() {
        try {
            return checkpoints.kept();
        } catch (StorageException e) {
            findings.found("checkpoint", "newest", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void verify(StoreTransaction tx, AuditCheckpoint checkpoint) {
        try {
            checkpoints.require(tx, checkpoint);
        } catch (TamperedException e) {
            findings.found(e);
        }
    }
}
