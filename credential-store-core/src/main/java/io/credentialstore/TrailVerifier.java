package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the whole trail a page at a time, each from a snapshot of its own: what is carried from one to the next is where
 * the chain stands, and the last snapshot has to fit its end. Begins anew when entries were pruned in between, since what
 * was added up then counts entries that are gone. Not thread-safe; used once.
 */
final class TrailVerifier {
    private static final int PAGE = 500;
    private static final String AUDIT = "credential_audit_log";
    private static final String COUNTS = "credential_access_counts";

    private final Seals seals;
    private final CredentialTree tree;
    private Findings findings = new Findings();
    private AccessBalance balance;
    private @Nullable TrailChain chain;
    private long firstEntry;
    private long entries;

    TrailVerifier(Seals seals, CredentialTree tree) {
        this.seals = seals;
        this.tree = tree;
        this.balance = new AccessBalance(seals);
    }

    /** Verifies the next page, and after the last one what has to fit the whole trail; false when that is done. */
    boolean advance(StoreTransaction tx) {
        TrailChain following = following(tx);
        long after = following.last();
        List<StoredAuditEntry> page = tx.tables().audit().scan(after, PAGE);
        page.forEach(entry -> verify(tx, entry, following));
        boolean isStuck = !page.isEmpty() && following.last() <= after;
        if (isStuck) {
            findings.found(AUDIT, Long.toString(after), "the entries after it are not in order, and were not checked");
        }
        if (page.size() == PAGE && !isStuck) {
            return true;
        }
        verifyEnd(tx, following); // in this snapshot: the next one may have a later end
        return false;
    }

    private TrailChain following(StoreTransaction tx) {
        List<StoredAuditEntry> oldest = tx.tables().audit().scan(0, 1);
        long first = oldest.isEmpty() ? 0 : oldest.get(0).seq();
        TrailChain known = chain;
        if (known != null && first == firstEntry) {
            return known;
        }
        findings = new Findings();
        balance = new AccessBalance(seals);
        firstEntry = first;
        entries = 0;
        TrailChain fresh = TrailChain.of(seals, pruned(tx));
        chain = fresh;
        return fresh;
    }

    private Optional<TrailChain.Pruned> pruned(StoreTransaction tx) {
        try {
            return TrailChain.pruned(tx, seals);
        } catch (TamperedException e) {
            findings.found(e);
            return Optional.empty();
        }
    }

    private void verify(StoreTransaction tx, StoredAuditEntry entry, TrailChain following) {
        entries++;
        balance.entered(entry);
        following.follow(entry, problem -> findings.found(AUDIT, Long.toString(entry.seq()), problem));
        if (AuditAction.STORE.code().equals(entry.action()) && entry.success() == 1) {
            verifyStillThere(tx, String.valueOf(entry.credentialId()));
        }
    }

    /** The tree tells that some row is gone; the trail knows which ones there were. */
    private void verifyStillThere(StoreTransaction tx, String id) {
        try {
            if (tx.tables().credentials().find(id).isEmpty()) {
                tree.verify(tx, id);
            }
        } catch (TamperedException e) {
            findings.found("credentials", id, "the row is gone, or one that stood beside it");
        }
    }

    private void verifyEnd(StoreTransaction tx, TrailChain followed) {
        if (!followed.endsWith(tx.state().auditSeq(), tx.state().auditMac())) {
            findings.found(
                    AUDIT, Long.toString(tx.state().auditSeq()), "the trail does not end where the store's state says");
        }
        AccessTally.forEach(tx.tables().audit(), count -> {
            balance.counted(count);
            if (count.total() < 1) {
                findings.found(COUNTS, count.pair().toString(), "it counts nothing");
            }
        });
        if (!balance.isEven()) {
            findings.found(COUNTS, wrongCount(tx), "it is not what the trail says");
        }
    }

    /** No count can be verified by itself; when it is the only wrong one, it can be told once all are known. */
    private String wrongCount(StoreTransaction tx) {
        List<String> wrong = new ArrayList<>();
        AccessTally.forEach(tx.tables().audit(), count -> {
            if (balance.isOffBy(count.pair())) {
                wrong.add(count.pair().toString());
            }
        });
        return wrong.isEmpty() ? "all" : wrong.get(0);
    }

    Findings findings() {
        return findings;
    }

    /** How many entries there were. */
    long entries() {
        return entries;
    }

    /** The number of the oldest one; 0 when there is none. */
    long firstEntry() {
        return firstEntry;
    }
}
