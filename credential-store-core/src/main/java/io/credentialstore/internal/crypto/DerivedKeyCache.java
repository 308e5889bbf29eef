package io.credentialstore.internal.crypto;

import io.credentialstore.model.Bytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The per-credential keys used last, so that a warm retrieval does not stretch again. Bounded; a key is wiped when it is
 * pushed out, when its credential is forgotten, and on close. Hands out copies, so wiping never hits a key in use.
 * Thread-safe.
 */
public final class DerivedKeyCache implements AutoCloseable {
    private final int capacity;
    private final Map<Bytes, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long wipes;
    private boolean closed;

    private record Entry(String owner, KeyBytes key) {}

    /** Holds at most so many keys. */
    public DerivedKeyCache(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The key of this derivation input.
     *
     * @param owner the credential that it belongs to
     * @param input what the key is derived from, apart from the data key; must determine it
     * @param derivation makes the key when it is not here; runs without a lock
     * @return a copy, which the caller closes
     */
    public KeyBytes get(String owner, Bytes input, Supplier<KeyBytes> derivation) {
        long wipesBefore;
        synchronized (this) {
            Entry known = entries.get(input);
            if (known != null) {
                return known.key().duplicate();
            }
            wipesBefore = wipes;
        }
        KeyBytes derived = derivation.get();
        putUnlessWiped(input, new Entry(owner, derived.duplicate()), wipesBefore);
        return derived;
    }

    /** A key that was being derived while others were wiped may be one of them: it is not kept. */
    private synchronized void putUnlessWiped(Bytes input, Entry entry, long wipesBefore) {
        if (closed || wipes != wipesBefore) {
            entry.key().close();
            return;
        }
        Entry old = entries.put(input, entry);
        if (old != null) {
            old.key().close();
        }
        Iterator<Entry> eldest = entries.values().iterator();
        while (entries.size() > capacity) {
            eldest.next().key().close();
            eldest.remove();
        }
    }

    /** Wipes the keys of one credential. */
    public synchronized void forget(String owner) {
        wipes++;
        entries.values().removeIf(entry -> {
            boolean hit = entry.owner().equals(owner);
            if (hit) {
                entry.key().close();
            }
            return hit;
        });
    }

    /** How many keys are held. */
    public synchronized int size() {
        return entries.size();
    }

    /** Wipes all keys, and keeps none from now on. */
    @Override
    public synchronized void close() {
        closed = true;
        entries.values().forEach(entry -> entry.key().close());
        entries.clear();
    }
}
