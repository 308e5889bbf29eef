package io.credentialstore.contract;

import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.spi.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The storage in an SQLite file keeps every contract of the port. */
class SqlitePortContractsTest extends PortContracts {
    @TempDir
    private Path directory;

    private int files;

    @Override
    Storage fresh() {
        return SqliteStorage.open(directory.resolve("store" + files++ + ".db"));
    }
}
