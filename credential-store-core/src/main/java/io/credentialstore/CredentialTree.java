package io.credentialstore;

import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.crypto.Sha256;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Anchors every credential row in the state row, so that an older row that was put back, and a row that was removed, are
 * noticed when it is loaded, whatever happened to the trail.
 *
 * <p>A tree of digests with 64 children to a node: the id of a credential gives it one of 64^3 buckets; a bucket's digest
 * covers ids and MACs of its credentials, a node's digest covers its children, and the root stands in the state row. Nodes
 * without credentials below them do not exist, so a small store has a small tree. Verifying or changing one credential
 * touches one bucket and three groups of siblings, at any size of the store. Thread-safe.
 */
final class CredentialTree {
    static final int LEVELS = 3;
    static final int BITS = 6;
    private static final int LAST_CHILD = (1 << BITS) - 1;

    /** So many positions are looked at at once when all of them are: few queries, and little memory. */
    static final int WINDOW = 1 << 14;

    private final Seals seals;

    CredentialTree(Seals seals) {
        this.seals = seals;
    }

    /** The first 18 bits of SHA-256 over the id. */
    static int bucket(String id) {
        byte[] hash = Sha256.start().digest(id.getBytes(StandardCharsets.UTF_8));
        return (hash[0] & 0xff) << 10 | (hash[1] & 0xff) << 2 | (hash[2] & 0xff) >>> 6;
    }

    /**
     * Verifies that a credential is as the state row knows it, or is as absent as the state row knows.
     *
     * @throws TamperedException when it, or another one of its bucket, was changed, added, removed or put back
     */
    void verify(StoreTransaction tx, String id) {
        int position = bucket(id);
        Optional<Bytes> digest = bucketDigest(tx, position);
        for (int level = LEVELS; level > 0; level--) {
            List<StoredDigest> siblings = siblings(tx, level, position);
            if (!digest.equals(digestAt(siblings, position))) {
                throw new TamperedException("credentials", id, "it is not the newest state that the store knows");
            }
            position >>= BITS;
            digest = nodeDigest(tx, level - 1, position, siblings);
        }
        if (!digest.orElseGet(() -> root(tx, List.of())).equals(tx.state().credentialsDigest())) {
            throw new TamperedException("credential_digests", "root", "it is not the one that the state knows");
        }
    }

    /**
     * Takes a changed, added or removed credential into the tree and the state.
     *
     * @throws TamperedException when the row, or a node, is not found as it was written: then an older one would be anchored
     */
    void update(StoreTransaction tx, String id, Written row) {
        int position = bucket(id);
        Optional<Bytes> digest = digestOf(tx, position, row.requireIn(members(tx, position)));
        for (int level = LEVELS; level > 0; level--) {
            put(tx, level, position, digest);
            List<StoredDigest> siblings = siblings(tx, level, position);
            if (!digest.equals(digestAt(siblings, position))) {
                throw new TamperedException(
                        "credential_digests", level + "/" + position, "it is not found as it was just written");
            }
            position >>= BITS;
            digest = nodeDigest(tx, level - 1, position, siblings);
        }
        tx.credentialsChanged(digest.orElseGet(() -> root(tx, List.of())));
    }

    private static void put(StoreTransaction tx, int level, int position, Optional<Bytes> digest) {
        if (digest.isPresent()) {
            tx.tables().credentials().putDigest(new StoredDigest(level, position, digest.get()));
        } else {
            tx.tables().credentials().deleteDigest(level, position);
        }
    }

    private static List<StoredDigest> siblings(StoreTransaction tx, int level, int position) {
        return tx.tables().credentials().digests(level, position & ~LAST_CHILD, position | LAST_CHILD);
    }

    private static Optional<Bytes> digestAt(List<StoredDigest> siblings, int position) {
        return siblings.stream()
                .filter(sibling -> sibling.position() == position)
                .findFirst()
                .map(StoredDigest::digest);
    }

    /** A row that was planted in another bucket than its id's is left to its own MAC, and harms no neighbour. */
    private static List<RowSeal> members(StoreTransaction tx, int bucket) {
        return tx.tables().credentials().bucketSeals(bucket).stream()
                .filter(seal -> bucket(seal.key()) == bucket)
                .toList();
    }

    private Optional<Bytes> bucketDigest(StoreTransaction tx, int bucket) {
        return digestOf(tx, bucket, members(tx, bucket));
    }

    private Optional<Bytes> digestOf(StoreTransaction tx, int bucket, List<RowSeal> members) {
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(seals.bucketDigest(tx.state().macKeyId(), bucket, members));
    }

    private Optional<Bytes> nodeDigest(StoreTransaction tx, int level, int position, List<StoredDigest> children) {
        return children.isEmpty()
                ? Optional.empty()
                : Optional.of(seals.nodeDigest(tx.state().macKeyId(), level, position, children));
    }

    private Bytes root(StoreTransaction tx, List<StoredDigest> children) {
        return seals.nodeDigest(tx.state().macKeyId(), 0, 0, children);
    }

    /** The root of a store without credentials. */
    static Bytes emptyRoot(Seals seals) {
        return seals.nodeDigest(seals.keyId(), 0, 0, List.of());
    }

    /** Verifies all nodes from the root down, so that also what was removed without a trace is found. */
    void verifyAll(StoreTransaction tx, Findings findings) {
        List<StoredDigest> top = siblings(tx, 1, 0);
        if (!root(tx, top).equals(tx.state().credentialsDigest())) {
            findings.found("credential_digests", "root", "it is not the one that the state knows");
        }
        top.forEach(node -> verifyBelow(tx, 1, node, findings));
        for (int level = 1; level < LEVELS; level++) {
            tx.tables()
                    .credentials()
                    .digests(level, 1 << (BITS * level), Integer.MAX_VALUE)
                    .forEach(node -> findings.found(
                            "credential_digests", node.level() + "/" + node.position(), "the tree has no such place"));
        }
        for (int level = 2; level <= LEVELS; level++) {
            for (int first = 0; first < (1 << (BITS * level)); first += WINDOW) {
                verifyParents(tx, level, first, findings);
            }
        }
    }

    /** A node without a parent is covered by nothing, and the walk down does not come to it. */
    private static void verifyParents(StoreTransaction tx, int level, int first, Findings findings) {
        int last = first + WINDOW - 1;
        Set<Integer> parents = tx.tables().credentials().digests(level - 1, first >> BITS, last >> BITS).stream()
                .map(StoredDigest::position)
                .collect(Collectors.toSet());
        tx.tables().credentials().digests(level, first, last).stream()
                .filter(node -> !parents.contains(node.position() >> BITS))
                .forEach(node -> findings.found(
                        "credential_digests", node.level() + "/" + node.position(), "it hangs on no other"));
    }

    /** The level is counted, not read: a row that claims another one would be its own child for ever. */
    private void verifyBelow(StoreTransaction tx, int level, StoredDigest node, Findings findings) {
        int position = node.position();
        if (level == LEVELS) {
            if (!bucketDigest(tx, position).equals(Optional.of(node.digest()))) {
                findings.found("credentials", "bucket " + position, "a row was changed, added, removed or put back");
            }
            return;
        }
        List<StoredDigest> children = siblings(tx, level + 1, position << BITS);
        if (!nodeDigest(tx, level, position, children).equals(Optional.of(node.digest()))) {
            findings.found("credential_digests", level + "/" + position, "it does not cover what stands below it");
        }
        children.forEach(child -> verifyBelow(tx, level + 1, child, findings));
    }

    /** Where findings go. */
    @FunctionalInterface
    interface Findings {
        void found(String table, String row, String problem);
    }
}
