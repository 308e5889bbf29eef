package io.credentialstore.internal.seal;

import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.spi.StoredKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All data keys of an open store, by term and, once {@link #name} was called, by id. Thread-safe after that; closing
 * wipes all of them.
 */
public final class DataKeys implements AutoCloseable {
    private static final int PACKED = Integer.BYTES + KeyBytes.LENGTH;

    /** Most terms a store may have. */
    static final int MAX_TERMS = 256;

    private final TreeMap<Integer, DataKey> byTerm = new TreeMap<>();
    private Map<String, DataKey> byId = Map.of();
    private String activeId = "";

    private DataKeys() {}

    /** The first term of a new store. */
    public static DataKeys generate(String storeId, SecureRandom random) {
        byte[] root = new byte[KeyBytes.LENGTH];
        random.nextBytes(root);
        DataKeys keys = new DataKeys();
        keys.add(1, root, storeId);
        return keys;
    }

    private void add(int term, byte[] root, String storeId) {
        byTerm.put(term, new DataKey(KeyBytes.owning(root), storeId, term));
    }

    /** Reads what {@link #pack} wrote; null when it is not of that form. */
    static @Nullable DataKeys unpack(byte[] packed, String storeId) {
        if (packed.length == 0 || packed.length % PACKED != 0 || packed.length / PACKED > MAX_TERMS) {
            return null;
        }
        DataKeys keys = new DataKeys();
        ByteBuffer in = ByteBuffer.wrap(packed);
        while (in.hasRemaining()) {
            int term = in.getInt();
            byte[] root = new byte[KeyBytes.LENGTH];
            in.get(root);
            keys.add(term, root, storeId);
        }
        return keys;
    }

    /** All roots in ascending order of their terms: term in four bytes, root in 32. The caller wipes it. */
    byte[] pack() {
        ByteBuffer out = ByteBuffer.allocate(byTerm.size() * PACKED);
        for (DataKey key : byTerm.values()) {
            byte[] root = key.root().getEncoded();
            out.putInt(key.term()).put(root);
            Arrays.fill(root, (byte) 0);
        }
        return out.array();
    }

    /**
     * Gives the keys the ids that the rows use.
     *
     * @throws TamperedException when the rows and the wrapped keys do not name the same terms
     */
    public void name(List<StoredKey> rows) {
        Map<String, DataKey> named = new HashMap<>();
        for (StoredKey row : rows) {
            DataKey key = byTerm.get(row.term());
            if (key == null || named.put(row.id(), key) != null) {
                throw new TamperedException("encryption_keys", row.id(), "its term is not among the wrapped keys");
            }
            if (row.term() == byTerm.lastKey()) {
                activeId = row.id();
            }
        }
        if (named.size() != byTerm.size() || Set.copyOf(named.values()).size() != byTerm.size()) {
            throw new TamperedException("encryption_keys", "all", "a wrapped key has no row, or more than one");
        }
        byId = Map.copyOf(named);
    }

    /** The id of the term that new rows and values use. */
    String activeId() {
        return activeId;
    }

    DataKey active() {
        return byTerm.lastEntry().getValue();
    }

    /** The key of that id; null when a row names one that does not exist. */
    @Nullable
    DataKey find(@Nullable String id) {
        return id == null ? null : byId.get(id);
    }

    /** How many terms there are. */
    public int size() {
        return byTerm.size();
    }

    /** Whether these are the same keys; used to check a new slot before it is relied on. */
    boolean sameAs(DataKeys other) {
        byte[] mine = pack();
        byte[] theirs = other.pack();
        try {
            return MessageDigest.isEqual(mine, theirs);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
        }
    }

    @Override
    public void close() {
        byTerm.values().forEach(DataKey::close);
    }
}
