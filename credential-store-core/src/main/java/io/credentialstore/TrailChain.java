package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Metadata;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the trail from entry to entry. It begins with entry 1, or where the newest {@code prune} entry says: that entry
 * gives the entries up to a number up for removal, so those may be there or not. Not thread-safe.
 */
final class TrailChain {
    private static final String THROUGH = "through";
    private static final String MAC = "mac";

    private final Seals seals;
    private final @Nullable Pruned pruned;
    private long next;
    private @Nullable Bytes link;

    private TrailChain(Seals seals, @Nullable Pruned pruned, long next, @Nullable Bytes link) {
        this.seals = seals;
        this.pruned = pruned;
        this.next = next;
        this.link = link;
    }

    /**
     * Which entries were given up.
     *
     * @param through the last of them
     * @param mac its MAC
     */
    record Pruned(long through, Bytes mac) {
        AuditDraft in(AuditDraft draft) {
            return draft.with(THROUGH, through).with(MAC, mac.toHex());
        }
    }

    /** The chain of a trail whose first entry is yet to come. */
    static TrailChain of(Seals seals, Optional<Pruned> pruned) {
        return new TrailChain(seals, pruned.orElse(null), 1, null);
    }

    /** The chain that goes on after an entry. */
    static TrailChain after(long seq, Bytes mac, Seals seals) {
        return new TrailChain(seals, null, seq + 1, mac);
    }

    /**
     * What the newest {@code prune} entry gave up.
     *
     * @throws TamperedException when that entry does not verify
     */
    static Optional<Pruned> pruned(StoreTransaction tx, Seals seals) {
        AuditQuery newest =
                AuditQuery.all().withAction(AuditAction.PRUNE).successesOnly().withLimit(1);
        List<StoredAuditEntry> found = tx.tables().audit().find(newest);
        return found.stream().findFirst().map(entry -> read(entry, seals));
    }

    private static Pruned read(StoredAuditEntry entry, Seals seals) {
        try {
            if (seals.isIntact(entry)) {
                Map<String, Object> said =
                        Metadata.ofJson(String.valueOf(entry.metadata())).toMap();
                return new Pruned(
                        Long.parseLong(String.valueOf(said.get(THROUGH))), Bytes.ofHex(String.valueOf(said.get(MAC))));
            }
        } catch (InvalidInputException | IllegalArgumentException e) {
            // said below
        }
        throw new TamperedException(
                "credential_audit_log", Long.toString(entry.seq()), "it does not tell where the trail begins");
    }

    /** Takes the next entry in, and tells what does not fit. */
    void follow(StoredAuditEntry entry, Consumer<String> problem) {
        if (next == 1) {
            begin(entry);
        }
        if (entry.seq() != next) {
            problem.accept("entries " + next + " to " + (entry.seq() - 1) + " are missing before it");
        }
        if (link != null && !link.equals(entry.prevMac())) {
            problem.accept("it is not linked to the entry before it");
        }
        if (!seals.isIntact(entry)) {
            problem.accept("its MAC does not verify");
        }
        next = entry.seq() + 1;
        link = entry.mac();
    }

    /** Of the entries that were given up some may be there still; what the first of those is linked to is gone. */
    private void begin(StoredAuditEntry first) {
        if (first.seq() == 1) {
            link = seals.isIntact(first) ? seals.genesis(first.macKeyId()) : null; // otherwise it is reported anyway
        } else if (pruned != null && first.seq() <= pruned.through()) {
            next = first.seq();
        } else if (pruned != null) {
            next = pruned.through() + 1;
            link = pruned.mac();
        }
    }

    /** The number of the last entry that was taken in; before the first one, the number it was to follow. */
    long last() {
        return next - 1;
    }

    /** Whether the trail ends as the state says. */
    boolean endsWith(long seq, Bytes mac) {
        return link != null && last() == seq && mac.equals(link);
    }
}
