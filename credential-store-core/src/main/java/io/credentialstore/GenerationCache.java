package io.credentialstore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found at one generation of the store, the entries used last. Every administrative change, of any process, makes
 * a new generation, and whoever asks at another one finds nothing, so an entry is never stale. Holds no plaintext.
 * Thread-safe.
 */
final class GenerationCache<K, V> {
    private final Map<K, V> entries;
    private long generation = -1;

    /** Holds at most so many entries. */
    GenerationCache(int capacity) {
        this.entries = new Bounded<>(capacity);
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int capacity;

        Bounded(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
        }
    }

    synchronized Optional<V> find(K key, long at) {
        return at == generation ? Optional.ofNullable(entries.get(key)) : Optional.empty();
    }

    /** Keeps what was found at a committed generation. The first of a newer one drops all that is there. */
    synchronized void put(K key, long at, V value) {
        if (at > generation) {
            entries.clear();
            generation = at;
        }
        if (at == generation) {
            entries.put(key, value);
        }
    }

    synchronized void forget(K key) {
        entries.remove(key);
    }
}
