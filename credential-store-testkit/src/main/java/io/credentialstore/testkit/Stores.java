package io.credentialstore.testkit;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.key.MasterKey;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.Storage;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Opens stores for tests in one line: no file, no environment variable, a key that nobody needs to know. */
public final class Stores {
    /** The name under which the owner's actions are recorded. */
    public static final String APPLICATION = "test";

    private Stores() {}

    /**
     * A fresh store in memory, in the environment {@code dev}.
     *
     * @return the store, which the caller closes
     */
    public static CredentialStore inMemory() {
        return inMemory(InstantSource.system());
    }

    /**
     * A fresh store in memory with a clock of the test's own.
     *
     * @param clock tells the time
     * @return the store, which the caller closes
     */
    public static CredentialStore inMemory(InstantSource clock) {
        try (MasterKey key = MasterKey.generate()) {
            return builder(InMemoryStorage::new, key).clock(clock).open();
        }
    }

    /**
     * Describes a store that takes nothing from the process it runs in.
     *
     * @param storage where it keeps its rows
     * @param key its master key, which the caller closes after opening
     * @return the builder
     */
    public static CredentialStoreBuilder builder(Supplier<? extends Storage> storage, MasterKey key) {
        return CredentialStore.builder(storage)
                .masterKey(key)
                .application(APPLICATION)
                .environment(Environment.DEV);
    }
}
