package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.TamperedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers questions about the trail; each entry it returns verified. Thread-safe. */
final class AuditTrail {
    private static final AuditQuery NEWEST_ACCESS =
            AuditQuery.all().withAction(AuditAction.RETRIEVE).withLimit(1);

    private final StoreTransactions transactions;
    private final TrustedRows rows;

    AuditTrail(StoreTransactions transactions, TrustedRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    AuditPage find(AuditQuery query) {
        List<AuditEntry> entries = transactions.read(tx -> tx.tables().audit().find(query).stream()
                .map(row -> Domain.entry(rows.verified(row)))
                .toList());
        boolean full = entries.size() == query.limit();
        return new AuditPage(
                entries,
                full
                        ? Optional.of(
                                query.withAfter(entries.get(entries.size() - 1).seq()))
                        : Optional.empty());
    }

    long count(AuditQuery query) {
        return transactions.read(tx -> tx.tables().audit().count(query));
    }

    /** Counts are verified with the whole trail only, so what was put into them may be no kind of caller at all. */
    AuditSummary summary() {
        try {
            return transactions.read(tx -> {
                AccessSummary summary = new AccessSummary();
                AccessTally.forEach(tx.tables().audit(), summary::add);
                return summary.at(lastAccess(tx));
            });
        } catch (InvalidInputException e) {
            throw new TamperedException(
                    "credential_access_counts", "all", "a row holds what this library does not write");
        }
    }

    private Optional<Instant> lastAccess(StoreTransaction tx) {
        return tx.tables().audit().find(NEWEST_ACCESS).stream()
                .findFirst()
                .map(row -> Domain.entry(rows.verified(row)).timestamp());
    }
}
