package io.credentialstore.audit;

import java.util.List;
import java.util.Optional;

/**
 * Part of an answer from the trail.
 *
 * @param entries the entries, in the order that was asked for
 * @param next the question that continues here, when the page was full (its answer may be empty)
 */
public record AuditPage(List<AuditEntry> entries, Optional<AuditQuery> next) {
    /** Copies the list. */
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
