package io.credentialstore.spi;

import io.credentialstore.audit.AuditQuery;
import java.util.List;
import java.util.Optional;

/**
 * Table {@code credential_audit_log}, whose entries are added and read, never changed, and removed from the oldest on; and
 * {@code credential_access_counts}. No entry has an earlier time than one with a smaller sequence number.
 */
public interface AuditRepository {
    /**
     * Adds entries.
     *
     * @param entries the rows, in their order
     */
    void append(List<StoredAuditEntry> entries);

    /**
     * Adds an entry.
     *
     * @param entry the row
     */
    default void append(StoredAuditEntry entry) {
        append(List.of(entry));
    }

    /**
     * One entry.
     *
     * @param seq its sequence number
     * @return the row
     */
    Optional<StoredAuditEntry> find(long seq);

    /**
     * A page of entries.
     *
     * @param query which, in which order, from where, how many
     * @return the rows
     */
    List<StoredAuditEntry> find(AuditQuery query);

    /**
     * How many entries there are.
     *
     * @param query which; its order, {@code after} and {@code limit} do not count
     * @return the number
     */
    long count(AuditQuery query);

    /**
     * Entries in their order, for verification.
     *
     * @param afterSeq only entries with a greater sequence number
     * @param limit at most so many
     * @return the rows, by sequence number
     */
    List<StoredAuditEntry> scan(long afterSeq, int limit);

    /**
     * Numbers and MACs of entries, in their order.
     *
     * @param fromSeq the first sequence number
     * @param limit at most so many
     * @return the seals, whose keys are sequence numbers
     */
    List<RowSeal> seals(long fromSeq, int limit);

    /**
     * Removes the oldest entries.
     *
     * @param seq up to this sequence number
     * @param limit at most so many
     * @return how many were removed
     */
    int deleteThrough(long seq, int limit);

    /**
     * Adds to counts; a pair that has none yet gets its own.
     *
     * @param tries what to add, one for each pair
     */
    void addCounts(List<AccessCount> tries);

    /**
     * Takes from counts. A pair without tries has no row.
     *
     * @param tries what to take, one for each pair
     */
    void deductCounts(List<AccessCount> tries);

    /**
     * A page of counts.
     *
     * @param after only pairs that follow this one
     * @param limit at most so many
     * @return the rows, by pair
     */
    List<AccessCount> counts(AccessPair after, int limit);
}
