package io.credentialstore;

import io.credentialstore.internal.seal.Seals;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.StoredAuditEntry;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Tells whether counts are those of a trail, in memory that grows with neither: every try adds the print of its pair to a
 * sum, every count takes as many of them away, and what is left must be nothing. Prints are HMACs under a key of the store,
 * so whoever does not have it cannot choose changes that cancel out. This is MSet-Add-Hash of Clarke, Devadas, van Dijk,
 * Gassend and Suh, "Incremental Multiset Hash Functions and Their Application to Memory Integrity Checking", ASIACRYPT 2003;
 * its sums are kept whole here, since they last no longer than a verification. Not thread-safe.
 */
final class AccessBalance {
    /** So many prints are kept: a trail comes back to the same pairs, and a lookup is quicker than an HMAC. */
    private static final int RECENT = 10_000;

    private final Seals seals;
    private final String keyId;
    private final Map<Try, BigInteger> recent = new HashMap<>();
    private BigInteger sum = BigInteger.ZERO;
    private long tries;
    private long failures;

    AccessBalance(Seals seals) {
        this.seals = seals;
        this.keyId = seals.keyId();
    }

    private record Try(AccessPair pair, boolean failed) {}

    /** Takes an entry of the trail in. */
    void entered(StoredAuditEntry entry) {
        if (AccessTally.isRetrieval(entry)) {
            add(AccessTally.countOf(entry), 1);
        }
    }

    /** Takes a row of the counts in. */
    void counted(AccessCount count) {
        add(count, -1);
    }

    private void add(AccessCount count, int sign) {
        tries += sign * count.total();
        failures += sign * count.failed();
        sum = sum.add(weighed(count.pair(), sign * count.total(), sign * count.failed()));
    }

    private BigInteger weighed(AccessPair pair, long total, long failed) {
        BigInteger all = print(pair, false).multiply(BigInteger.valueOf(total));
        return failed == 0 ? all : all.add(print(pair, true).multiply(BigInteger.valueOf(failed)));
    }

    private BigInteger print(AccessPair pair, boolean failed) {
        if (recent.size() == RECENT) {
            recent.clear();
        }
        return Objects.requireNonNull(
                recent.computeIfAbsent(new Try(pair, failed), one -> seals.print(keyId, one.pair(), one.failed())));
    }

    boolean isEven() {
        return sum.signum() == 0;
    }

    /** Whether nothing differs but the counts of this pair. */
    boolean isOffBy(AccessPair pair) {
        return sum.equals(weighed(pair, tries, failures));
    }
}
