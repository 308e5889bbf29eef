package io.credentialstore;

import io.credentialstore.internal.seal.Seals;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.StoredAuditEntry;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells whether counts are those of a trail, in memory that grows with neither: every try adds the print of its pair to a
 * sum, every count takes as many of them away, and what is left must be nothing. Prints are HMACs under a key of the store,
 * so whoever does not have it cannot choose changes that cancel out. This is MSet-Add-Hash of Clarke, Devadas, van Dijk,
 * Gassend and Suh, "Incremental Multiset Hash Functions and Their Application to Memory Integrity Checking", ASIACRYPT 2003;
 * its sums are kept whole here, since they last no longer than a verification. Not thread-safe.
 */
final class AccessBalance {
    /** So many pairs are added up before their prints are: a trail comes back to the same pairs. */
    private static final int PENDING = 10_000;

    private final Seals seals;
    private final String keyId;
    private final Map<AccessPair, AccessCount> pending = new HashMap<>();
    private BigInteger sum = BigInteger.ZERO;
    private long tries;
    private long failures;

    AccessBalance(Seals seals) {
        this.seals = seals;
        this.keyId = seals.keyId();
    }

    /** Takes an entry of the trail in. */
    void entered(StoredAuditEntry entry) {
        if (AccessTally.isRetrieval(entry)) {
            add(AccessTally.countOf(entry));
        }
    }

    /** Takes a row of the counts in. */
    void counted(AccessCount count) {
        add(new AccessCount(count.pair(), -count.total(), -count.failed()));
    }

    private void add(AccessCount count) {
        tries += count.total();
        failures += count.failed();
        pending.merge(count.pair(), count, AccessCount::plus);
        if (pending.size() == PENDING) {
            settle();
        }
    }

    private void settle() {
        pending.forEach((pair, count) -> sum = sum.add(weighed(pair, count.total(), count.failed())));
        pending.clear();
    }

    private BigInteger weighed(AccessPair pair, long total, long failed) {
        return print(pair, false, total).add(print(pair, true, failed));
    }

    private BigInteger print(AccessPair pair, boolean failed, long times) {
        return times == 0 ? BigInteger.ZERO : seals.print(keyId, pair, failed).multiply(BigInteger.valueOf(times));
    }

    boolean isEven() {
        settle();
        return sum.signum() == 0;
    }

    /** Whether nothing differs but the counts of this pair. */
    boolean isOffBy(AccessPair pair) {
        settle();
        return sum.equals(weighed(pair, tries, failures));
    }
}
