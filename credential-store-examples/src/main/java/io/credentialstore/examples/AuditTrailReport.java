package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.CredentialNotFoundException;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit trail as people read it: pages, filters, sums and the check that nothing was changed. */
public final class AuditTrailReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AuditTrailReport() {}

    /**
     * The short questions.
     *
     * @param store the store
     * @param id a credential
     * @return what the answers say together
     */
    public static String run(CredentialStore store, CredentialId id) {
        // tag::trail[]
        List<AuditEntry> newest = store.getAuditTrail(id); // of one credential, newest first
        AuditPage refused = store.getAuditTrail(AuditQuery.all().failuresOnly()); // of all
        AuditSummary sums = store.getAuditSummary();
        IntegrityReport report = store.verifyIntegrity(); // every row, and the whole chain
        // end::trail[]
        return newest.get(0).action() + ", " + refused.entries().size() + " refused, " + sums.totalAccesses()
                + " retrievals, intact: " + report.isIntact();
    }

    /**
     * The whole trail.
     *
     * @param store the store
     * @return all entries, oldest first
     */
    public static List<AuditEntry> everything(CredentialStore store) {
        // tag::pages[]
        List<AuditEntry> entries = new ArrayList<>();
        Optional<AuditQuery> query = Optional.of(AuditQuery.all().oldestFirst().withLimit(500));
        while (query.isPresent()) {
            AuditPage page = store.getAuditTrail(query.get());
            entries.addAll(page.entries());
            query = page.next();
        }
        // end::pages[]
        return entries;
    }

    /**
     * What somebody was refused lately.
     *
     * @param store the store
     * @param entity the skill or tool
     * @param since the earliest time
     * @return the entries, newest first
     */
    public static List<AuditEntry> refusals(CredentialStore store, Entity entity, Instant since) {
        // tag::refusals[]
        AuditQuery query = AuditQuery.all().withEntity(entity).failuresOnly().withSince(since);
        List<AuditEntry> refused = store.getAuditTrail(query).entries();
        // end::refusals[]
        return refused;
    }

    /**
     * Fails unless every row and the chain of the trail verify.
     *
     * @param store the store
     * @return what was verified
     */
    public static IntegrityReport requireIntact(CredentialStore store) {
        // tag::integrity[]
        IntegrityReport report = store.verifyIntegrity();
        for (IntegrityFinding finding : report.findings()) {
            System.err.println(finding.table() + " " + finding.row() + ": " + finding.problem());
        }
        if (!report.isIntact()) {
            throw new IllegalStateException("The store was changed from outside. Restore a trusted backup.");
        }
        // end::integrity[]
        return report;
    }

    /**
     * Entries as a table.
     *
     * @param store where credentials have their names
     * @param entries the entries
     * @return rows of cells, the head first
     */
    public static List<List<String>> rows(CredentialStore store, List<AuditEntry> entries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("seq", "time (UTC)", "who", "user", "action", "credential", "result"));
        for (AuditEntry entry : entries) {
            rows.add(List.of(
                    Long.toString(entry.seq()),
                    TIME.format(entry.timestamp()),
                    entry.entity().toString(),
                    orDash(entry.userId()),
                    entry.action().code(),
                    subject(store, entry),
                    entry.success() ? "ok" : "refused: " + entry.errorCode()));
        }
        return rows;
    }

    /**
     * The sums as a table.
     *
     * @param store where credentials have their names
     * @param summary the sums
     * @return rows of cells, the head first
     */
    public static List<List<String>> summary(CredentialStore store, AuditSummary summary) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("retrievals", "of or by"));
        rows.add(List.of(Long.toString(summary.totalAccesses()), "all, " + summary.failedAccesses() + " refused"));
        descending(summary.byCredential())
                .forEach(each -> rows.add(List.of(each.getValue().toString(), name(store, each.getKey()))));
        descending(summary.byEntity())
                .forEach(each -> rows.add(
                        List.of(each.getValue().toString(), each.getKey().toString())));
        return rows;
    }

    private static <K> List<Map.Entry<K, Long>> descending(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().toString()))
                .toList();
    }

    /** The credential's name, or the name that was asked for in vain. */
    private static String subject(CredentialStore store, AuditEntry entry) {
        CredentialId id = entry.credentialId();
        return id == null ? entry.metadata().text("name").orElse("-") : name(store, id);
    }

    private static String name(CredentialStore store, CredentialId id) {
        try {
            return store.getCredential(id).name();
        } catch (CredentialNotFoundException deletedOrNeverThere) {
            return id.value();
        }
    }

    private static String orDash(@Nullable String text) {
        return Objects.requireNonNullElse(text, "-");
    }
}
