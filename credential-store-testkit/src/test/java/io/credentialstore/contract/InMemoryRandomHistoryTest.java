package io.credentialstore.contract;

import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.SharedStorage;
import java.util.function.Supplier;

class InMemoryRandomHistoryTest extends RandomHistoryProperty {
    @Override
    protected Supplier<Storage> sharedStorage() {
        return SharedStorage.inMemory();
    }
}
