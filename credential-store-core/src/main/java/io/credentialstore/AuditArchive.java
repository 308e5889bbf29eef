package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.internal.seal.Signer;
import io.credentialstore.model.Caller;
import io.credentialstore.spi.StoredAuditEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the oldest entries out of the trail, with proof. Thread-safe. */
final class AuditArchive {
    private static final int PAGE = 500;
    /** So many entries are removed in one transaction; others come in between. */
    private static final int BATCH = 1_000;

    private final StoreTransactions transactions;
    private final AuditedChanges changes;
    private final CheckpointWitness witness;
    private final Seals seals;
    private final Signer signer;

    AuditArchive(
            StoreTransactions transactions,
            AuditedChanges changes,
            CheckpointWitness witness,
            Seals seals,
            Signer signer) {
        this.transactions = transactions;
        this.changes = changes;
        this.witness = witness;
        this.seals = seals;
        this.signer = signer;
    }

    Optional<AuditSegment> export(Path file, Instant before) {
        return transactions.whileOpen(() -> lastBefore(before).map(last -> {
            try (SegmentWriter writer = SegmentWriter.create(file)) {
                return export(writer, last);
            }
        }));
    }

    private Optional<StoredAuditEntry> lastBefore(Instant time) {
        AuditQuery newest = AuditQuery.all().withUntil(time).withLimit(1);
        return transactions.read(tx -> tx.tables().audit().find(newest).stream().findFirst());
    }

    private AuditSegment export(SegmentWriter writer, StoredAuditEntry last) {
        TrailChain chain = transactions.read(tx -> TrailChain.of(seals, TrailChain.pruned(tx, seals)));
        StoredAuditEntry first = null;
        List<StoredAuditEntry> page = page(0, last.seq());
        while (!page.isEmpty()) {
            first = first == null ? page.get(0) : first;
            for (StoredAuditEntry entry : page) {
                chain.follow(entry, problemOf("credential_audit_log", Long.toString(entry.seq())));
                writer.add(entry);
            }
            page = page(chain.last(), last.seq());
        }
        if (first == null || !chain.endsWith(last.seq(), last.mac())) {
            throw ConflictException.conflict("Somebody else pruned the trail meanwhile. Export it again.");
        }
        return seal(writer, first, last);
    }

    private AuditSegment seal(SegmentWriter writer, StoredAuditEntry first, StoredAuditEntry last) {
        String storeId = transactions.read(tx -> tx.state().storeId());
        AuditSegment segment =
                signer.segment(storeId, first.seq(), first.prevMac(), last.seq(), last.mac(), writer.digest());
        writer.seal(segment);
        return segment;
    }

    private List<StoredAuditEntry> page(long after, long through) {
        return upTo(through, transactions.read(tx -> tx.tables().audit().scan(after, PAGE)));
    }

    private static List<StoredAuditEntry> upTo(long through, List<StoredAuditEntry> entries) {
        return entries.stream().filter(entry -> entry.seq() <= through).toList();
    }

    private static Consumer<String> problemOf(String table, String row) {
        return problem -> {
            throw new TamperedException(table, row, problem);
        };
    }

    AuditSegment verify(Path file) {
        return transactions.whileOpen(() -> {
            SegmentChain chain = new SegmentChain();
            AuditSegment segment = SegmentReader.read(file, chain::follow);
            if (!signer.isOurs(segment)) {
                throw SegmentReader.tampered(segment, "another store signed it");
            }
            chain.requireEnds(segment);
            return segment;
        });
    }

    /** The entries of a segment, as they come. */
    private final class SegmentChain {
        private @Nullable StoredAuditEntry first;
        private @Nullable StoredAuditEntry last;

        void follow(String line) {
            StoredAuditEntry entry = EntryLine.parse(line);
            boolean linked =
                    last == null || (last.seq() + 1 == entry.seq() && last.mac().equals(entry.prevMac()));
            if (!linked || !seals.isIntact(entry)) {
                throw new TamperedException("segment", Long.toString(entry.seq()), "the entry does not verify");
            }
            first = first == null ? entry : first;
            last = entry;
        }

        void requireEnds(AuditSegment segment) {
            boolean same = first != null
                    && last != null
                    && first.seq() == segment.from()
                    && first.prevMac().equals(segment.prevMac())
                    && last.seq() == segment.to()
                    && last.mac().equals(segment.mac());
            if (!same) {
                throw SegmentReader.tampered(segment, "it holds other entries than its seal says");
            }
        }
    }

    long prune(Path file, Caller actor) {
        AuditSegment segment = verify(file);
        AuditDraft entry = AuditDraft.of(AuditAction.PRUNE, actor, null);
        long there = changes.run(entry, tx -> {
            long oldest = tx.tables().audit().scan(0, 1).get(0).seq();
            giveUp(tx, segment, entry);
            return Math.max(0, segment.to() + 1 - oldest);
        });
        // whoever holds the store to a checkpoint looks for its entry, which must be a later one than those that go
        transactions.whileOpen(() -> witness.keep(transactions.read(StoreTransaction::state)));
        int removed;
        do {
            removed = remove(segment.to()); // what is said of a commit whose answer was lost may be too much
        } while (removed > 0);
        return there;
    }

    private void giveUp(StoreTransaction tx, AuditSegment segment, AuditDraft entry) {
        TrailChain.Pruned gone = new TrailChain.Pruned(segment.to(), segment.mac());
        Optional<TrailChain.Pruned> before = TrailChain.pruned(tx, seals);
        if (before.isPresent() && before.get().through() >= segment.to()) {
            return; // given up earlier; what is left of it is removed now
        }
        StoredAuditEntry first = tx.tables().audit().scan(0, 1).get(0);
        boolean ours = tx.tables().audit().find(segment.to()).stream()
                .anyMatch(last -> last.mac().equals(segment.mac()));
        if (segment.from() > first.seq() || !ours) {
            throw ConflictException.conflict("The segment does not begin where the trail does, with entry "
                    + first.seq() + ", or is of another history. Export the trail again.");
        }
        changes.append(tx, gone.in(entry).with("sha256", segment.sha256().toHex()));
    }

    private int remove(long through) {
        return transactions.write(tx -> {
            List<StoredAuditEntry> oldest = upTo(through, tx.tables().audit().scan(0, BATCH));
            tx.tables().audit().deductCounts(AccessTally.of(oldest));
            return tx.tables().audit().deleteThrough(through, oldest.size());
        });
    }
}
