package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.StorageException;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base of the contracts that examine a {@link Storage} by itself: {@link StorageContract},
 * {@link StateRepositoryContract}, {@link KeyRepositoryContract}, {@link CredentialRepositoryContract},
 * {@link VersionRepositoryContract}, {@link DigestRepositoryContract}, {@link PolicyRepositoryContract},
 * {@link AuditRepositoryContract} and {@link CountRepositoryContract}.
 *
 * <p>Each test gets a storage of its own, which is closed after it.
 */
public abstract class PortContract {
    private Storage storage;

    /** For the contracts. */
    PortContract() {}

    /**
     * Makes an empty storage.
     *
     * @return the storage; the contract closes it
     */
    protected abstract Storage newStorage();

    @BeforeEach
    void openStorage() {
        storage = newStorage();
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    Storage storage() {
        return storage;
    }

    <T> T read(Function<StorageTransaction, T> work) {
        return storage.read(work);
    }

    <T> Optional<T> found(Function<StorageTransaction, Optional<T>> query) {
        return storage.read(query);
    }

    <T> List<T> rows(Function<StorageTransaction, List<T>> query) {
        return storage.read(query);
    }

    long number(Function<StorageTransaction, Long> query) {
        return storage.read(query);
    }

    boolean removed(Function<StorageTransaction, Boolean> removal) {
        return storage.write(removal);
    }

    void write(Consumer<StorageTransaction> work) {
        storage.write(tables -> {
            work.accept(tables);
            return true;
        });
    }

    /** The storage refuses a change in its own words, and none of it happens. */
    void refusesToWrite(Consumer<StorageTransaction> work) {
        refuses(() -> write(work));
    }

    static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StorageException.class);
    }
}
