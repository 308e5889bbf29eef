package io.credentialstore.jdbc;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A storage of its own for each test, in each database, and short words for what tests do with it. */
abstract class OneStorage extends OnEachDatabase {
    Storage storage;

    Duration patience() {
        return Duration.ofSeconds(5);
    }

    @BeforeEach
    void open() {
        storage = Database.open(place("store"), patience());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    final void write(Consumer<StorageTransaction> work) {
        storage.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    final <T> List<T> rows(Function<StorageTransaction, List<T>> work) {
        return storage.read(work);
    }

    final <T> Optional<T> row(Function<StorageTransaction, Optional<T>> work) {
        return storage.read(work);
    }

    final long number(Function<StorageTransaction, Long> work) {
        return storage.read(work);
    }

    final long entries() {
        return number(tx -> tx.audit().count(AuditQuery.all()));
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
