package io.credentialstore.memory;

import io.credentialstore.error.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** How to take back what a transaction has done so far. Outside of write transactions it lets nothing change. Not thread-safe. */
final class UndoLog {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final BooleanSupplier writing;

    UndoLog(BooleanSupplier writing) {
        this.writing = writing;
    }

    /** Called before each change. */
    void requireWriting() {
        if (!writing.getAsBoolean()) {
            throw StorageException.failure("Rows can be changed only in a write transaction, while it lasts", null);
        }
    }

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
