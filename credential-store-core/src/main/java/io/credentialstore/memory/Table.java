package io.credentialstore.memory;

import io.credentialstore.error.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows by key, in the order of their keys, with every change noted in the undo log. Not thread-safe. */
final class Table<K extends Comparable<K>, V> {
    private final String name;
    private final UndoLog undo;
    private final TreeMap<K, V> rows = new TreeMap<>();

    Table(String name, UndoLog undo) {
        this.name = name;
        this.undo = undo;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    void insert(K key, V row) {
        if (rows.containsKey(key)) {
            throw StorageException.failure("Table " + name + " has a row " + key + " already", null);
        }
        put(key, row);
    }

    void update(K key, V row) {
        if (!rows.containsKey(key)) {
            throw StorageException.failure("Table " + name + " has no row " + key, null);
        }
        put(key, row);
    }

    void put(K key, V row) {
        undo.requireWriting();
        V before = rows.put(key, row);
        undo.add(() -> restore(key, before));
    }

    boolean delete(K key) {
        undo.requireWriting();
        V before = rows.remove(key);
        undo.add(() -> restore(key, before));
        return before != null;
    }

    void deleteIf(Predicate<V> condition) {
        rows.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::delete);
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }

    /** All rows, by key. */
    List<V> all() {
        return List.copyOf(rows.values());
    }

    /** Rows that meet a condition, by key. */
    List<V> where(Predicate<V> condition) {
        return rows.values().stream().filter(condition).toList();
    }

    /** Rows after a key, by key; a live view. */
    Iterable<V> after(K key) {
        return rows.tailMap(key, false).values();
    }

    /** Rows from the last key down; a live view. */
    Iterable<V> descending() {
        return rows.descendingMap().values();
    }
}
