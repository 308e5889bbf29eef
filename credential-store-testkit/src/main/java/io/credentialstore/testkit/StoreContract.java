package io.credentialstore.testkit;

import io.credentialstore.CredentialStore;
import io.credentialstore.spi.Storage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base of the contracts that tell stories about a whole {@link CredentialStore} on a storage: what each call does, how it
 * refuses, what it leaves in the trail, and that nothing that goes wrong loses data.
 *
 * <p>The stories: {@link StoringContract}, {@link RotationContract}, {@link LifecycleContract}, {@link CatalogContract},
 * {@link AccessContract}, {@link WithdrawalContract}, {@link ScopedStoreContract}, {@link DenialContract}, {@link SecrecyContract}, {@link ExpiryAndClockContract},
 * {@link AuditContract}, {@link RetentionContract}, {@link CheckpointContract}, {@link CheckpointKeeperContract}, {@link MasterKeyContract}, {@link ConcurrencyContract}, {@link RememberedContract}, {@link ClosedStoreContract},
 * {@link TamperedColumnContract}, {@link TamperedRowContract}, {@link TamperedGrantContract}, {@link TamperedAnchorContract}, {@link TamperedKeyContract} and
 * {@link RandomHistoryContract}.
 *
 * <p>Each test gets a store of its own.
 */
public abstract class StoreContract {
    private Scene scene;

    /** For the contracts. */
    StoreContract() {}

    /**
     * Prepares an empty place for one store. It is opened several times, one after the other and side by side, and must
     * show the same rows each time. A database gives its own opening here; {@link SharedStorage} does it for a storage
     * in memory.
     *
     * @return opens the place; whoever opens it closes what is returned
     */
    protected abstract Supplier<Storage> sharedStorage();

    @BeforeEach
    void setScene() {
        scene = new Scene(sharedStorage());
    }

    @AfterEach
    void closeScene() {
        scene.close();
    }

    Scene scene() {
        return scene;
    }

    CredentialStore store() {
        return scene.store();
    }

    SettableClock clock() {
        return scene.clock();
    }
}
