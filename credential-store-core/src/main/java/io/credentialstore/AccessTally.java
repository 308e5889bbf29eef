package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.AuditRepository;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which entries of the trail are counted, under which pair, and how the counts are read. */
final class AccessTally {
    private static final int PAGE = 500;

    private AccessTally() {}

    /** Counts of these entries, in the order in which the table of counts has them. */
    static List<AccessCount> of(List<StoredAuditEntry> entries) {
        return List.copyOf(entries.stream()
                .filter(AccessTally::isRetrieval)
                .map(AccessTally::countOf)
                .collect(Collectors.toMap(AccessCount::pair, Function.identity(), AccessCount::plus, TreeMap::new))
                .values());
    }

    static boolean isRetrieval(StoredAuditEntry entry) {
        return AuditAction.RETRIEVE.code().equals(entry.action());
    }

    /** What one retrieval adds. */
    static AccessCount countOf(StoredAuditEntry entry) {
        String credential = entry.credentialId() == null ? AccessPair.NO_CREDENTIAL : entry.credentialId();
        return new AccessCount(
                new AccessPair(credential, entry.entityType(), entry.entityId()), 1, entry.success() == 0 ? 1 : 0);
    }

    /** Reads all counts a page at a time; ends early behind a row whose pair is none of ours, and so has no place. */
    static void forEach(AuditRepository counts, Consumer<AccessCount> work) {
        AccessPair after = AccessPair.FIRST;
        List<AccessCount> page = counts.counts(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(work);
            AccessPair last = page.get(page.size() - 1).pair();
            if (last.compareTo(after) <= 0) {
                return;
            }
            after = last;
            page = counts.counts(after, PAGE);
        }
    }
}
