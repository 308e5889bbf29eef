package io.credentialstore.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to take back what a transaction has done so far. Not thread-safe. */
final class UndoLog {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
        steps.push(step);
    }

    void commit() {
        steps.clear();
    }

    void rollBack() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
