package io.credentialstore.testkit;

import io.credentialstore.error.StorageException;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/** A storage behind a network that loses what it is told to. Not thread-safe. */
final class LosingStorage implements Storage {
    /** What happens to a write transaction. */
    enum Loss {
        /** All is well. */
        NOTHING,
        /** It is durable, and nobody says so. */
        ANSWER,
        /** It never arrives, and nobody says so. */
        COMMIT,
        /** There is no connection to begin it on. */
        EVERYTHING
    }

    private final Storage storage;
    private final Queue<Loss> losses = new ArrayDeque<>();
    private Runnable meanwhile = () -> {};

    LosingStorage(Supplier<Storage> place) {
        this.storage = place.get();
    }

    /** What happens to the next write transactions, one after the other. */
    LosingStorage lose(Loss... next) {
        losses.addAll(List.of(next));
        return this;
    }

    /** Happens before a loss is noticed. */
    void meanwhile(Runnable others) {
        meanwhile = others;
    }

    @Override
    public <T> T read(Function<StorageTransaction, T> work) {
        return storage.read(work);
    }

    @Override
    public <T> T write(Function<StorageTransaction, T> work) {
        Loss loss = losses.poll();
        if (loss == Loss.EVERYTHING) {
            throw StorageException.failure("no connection, on purpose", null);
        }
        try {
            T result = storage.write(tables -> {
                T done = work.apply(tables);
                if (loss == Loss.COMMIT) {
                    throw lost();
                }
                return done;
            });
            if (loss == Loss.ANSWER) {
                throw lost();
            }
            return result;
        } catch (StorageException failure) {
            if (failure.isOutcomeUnknown()) {
                meanwhile.run();
            }
            throw failure;
        }
    }

    private static StorageException lost() {
        return StorageException.unknownOutcome("lost in the commit, on purpose", null);
    }

    @Override
    public List<String> examine() {
        return storage.examine();
    }

    @Override
    public void close() {
        storage.close();
    }
}
