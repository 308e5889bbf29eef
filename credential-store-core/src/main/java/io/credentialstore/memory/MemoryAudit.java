package io.credentialstore.memory;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.AuditRepository;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredAuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tables {@code credential_audit_log} and {@code credential_access_counts}. Not thread-safe. */
final class MemoryAudit implements AuditRepository {
    private final Table<Long, StoredAuditEntry> rows;
    private final Table<AccessPair, AccessCount> counts;

    MemoryAudit(UndoLog undo) {
        this.counts = new Table<>("credential_access_counts", undo);
        this.rows = new Table<>("credential_audit_log", undo);
    }

    @Override
    public void append(List<StoredAuditEntry> entries) {
        entries.forEach(entry -> rows.insert(entry.seq(), entry));
    }

    @Override
    public Optional<StoredAuditEntry> find(long seq) {
        return rows.find(seq);
    }

    @Override
    public List<StoredAuditEntry> find(AuditQuery query) {
        Iterable<StoredAuditEntry> ordered = query.isOldestFirst() ? rows.after(0L) : rows.descending();
        return StreamSupport.stream(ordered.spliterator(), false)
                .filter(row -> follows(row.seq(), query))
                .filter(matching(query))
                .limit(query.limit())
                .toList();
    }

    private static boolean follows(long seq, AuditQuery query) {
        Long after = query.after();
        return after == null || (query.isOldestFirst() ? seq > after : seq < after);
    }

    @Override
    public long count(AuditQuery query) {
        return rows.where(matching(query)).size();
    }

    private static Predicate<StoredAuditEntry> matching(AuditQuery query) {
        String since = bound(query.since());
        String until = bound(query.until());
        return row -> is(query.credentialId(), row.credentialId())
                && (query.entity() == null
                        || (query.entity().type().code().equals(row.entityType())
                                && query.entity().id().equals(row.entityId())))
                && is(query.userId(), row.userId())
                && is(query.action(), row.action())
                && (query.success() == null || query.success() == (row.success() == 1))
                && (since == null || row.timestamp().compareTo(since) >= 0)
                && (until == null || row.timestamp().compareTo(until) < 0);
    }

    /** Entries have whole milliseconds, so a bound between two of them is as good as the later one. */
    private static @Nullable String bound(@Nullable Instant instant) {
        return instant == null ? null : Timestamps.format(Timestamps.stored(instant.plusNanos(999_999)));
    }

    private static boolean is(@Nullable Object wanted, @Nullable String found) {
        return wanted == null || wanted.toString().equals(found);
    }

    @Override
    public List<StoredAuditEntry> scan(long afterSeq, int limit) {
        return StreamSupport.stream(rows.after(afterSeq).spliterator(), false)
                .limit(limit)
                .toList();
    }

    @Override
    public List<RowSeal> seals(long fromSeq, int limit) {
        return scan(fromSeq - 1, limit).stream()
                .map(row -> new RowSeal(Long.toString(row.seq()), row.mac()))
                .toList();
    }

    @Override
    public int deleteThrough(long seq, int limit) {
        List<StoredAuditEntry> oldest =
                scan(0, limit).stream().filter(row -> row.seq() <= seq).toList();
        oldest.forEach(row -> rows.delete(row.seq()));
        return oldest.size();
    }

    @Override
    public void addCounts(List<AccessCount> tries) {
        tries.forEach(count -> counts.put(
                count.pair(), counts.find(count.pair()).map(count::plus).orElse(count)));
    }

    @Override
    public void deductCounts(List<AccessCount> tries) {
        for (AccessCount count : tries) {
            AccessCount left = counts.find(count.pair())
                    .orElse(new AccessCount(count.pair(), 0, 0))
                    .minus(count);
            if (left.total() == 0) {
                counts.delete(left.pair());
            } else {
                counts.put(left.pair(), left);
            }
        }
    }

    @Override
    public List<AccessCount> counts(AccessPair after, int limit) {
        return StreamSupport.stream(counts.after(after).spliterator(), false)
                .limit(limit)
                .toList();
    }
}
