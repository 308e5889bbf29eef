package io.credentialstore.contract;

import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.AuditRepositoryContract;
import io.credentialstore.testkit.CountRepositoryContract;
import io.credentialstore.testkit.CredentialRepositoryContract;
import io.credentialstore.testkit.KeyRepositoryContract;
import io.credentialstore.testkit.PolicyRepositoryContract;
import io.credentialstore.testkit.StateRepositoryContract;
import io.credentialstore.testkit.StorageContract;
import io.credentialstore.testkit.VersionRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The storage in an SQLite file keeps every contract of the port. */
class SqlitePortContractsTest {
    @TempDir
    private Path directory;

    private int files;

    private Storage fresh() {
        return SqliteStorage.open(directory.resolve("store" + files++ + ".db"));
    }

    @Nested
    class Transactions extends StorageContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }

    @Nested
    class State extends StateRepositoryContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }

    @Nested
    class Keys extends KeyRepositoryContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }

    @Nested
    class Credentials extends CredentialRepositoryContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }

    @Nested
    class Versions extends VersionRepositoryContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }

    @Nested
    class Policies extends PolicyRepositoryContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }

    @Nested
    class Audit extends AuditRepositoryContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }

    @Nested
    class Counts extends CountRepositoryContract {
        @Override
        protected Storage newStorage() {
            return fresh();
        }
    }
}
