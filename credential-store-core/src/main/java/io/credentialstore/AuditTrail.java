package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.EntityType;
import io.credentialstore.spi.AccessCount;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers questions about the trail; each entry it returns verified. Thread-safe. */
final class AuditTrail {
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

    /** Entries are counted unverified, so what was put into them may be no time and no kind of caller at all. */
    AuditSummary summary() {
        List<AccessCount> counts = transactions.read(tx -> tx.tables().audit().counts(AuditAction.RETRIEVE.code()));
        try {
            return summary(counts);
        } catch (InvalidInputException | DateTimeException e) {
            throw new TamperedException(
                    "credential_audit_log", "all", "an entry holds what this library does not write");
        }
    }

    private static AuditSummary summary(List<AccessCount> counts) {
        return new AuditSummary(
                counts.stream().mapToLong(AccessCount::total).sum(),
                counts.stream().mapToLong(AccessCount::failed).sum(),
                sum(
                        counts.stream()
                                .filter(count -> count.credentialId() != null)
                                .toList(),
                        count -> CredentialId.of(String.valueOf(count.credentialId()))),
                sum(counts, count -> new Entity(EntityType.of(count.entityType()), count.entityId())),
                counts.stream().map(AccessCount::lastAt).max(String::compareTo).map(Timestamps::parse));
    }

    private static <K> Map<K, Long> sum(List<AccessCount> counts, Function<AccessCount, K> key) {
        return counts.stream().collect(Collectors.groupingBy(key, Collectors.summingLong(AccessCount::total)));
    }
}
