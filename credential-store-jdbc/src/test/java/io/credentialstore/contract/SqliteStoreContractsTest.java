package io.credentialstore.contract;

import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.spi.Storage;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

/** A store in an SQLite file keeps the contracts of a store. */
class SqliteStoreContractsTest extends StoreContracts {
    @TempDir
    private Path directory;

    private int files;

    @Override
    Supplier<Storage> place() {
        Path file = directory.resolve("store" + files++ + ".db");
        return () -> SqliteStorage.open(file);
    }
}
