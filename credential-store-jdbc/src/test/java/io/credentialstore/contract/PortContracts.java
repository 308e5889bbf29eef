package io.credentialstore.contract;

import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.AuditRepositoryContract;
import io.credentialstore.testkit.CountRepositoryContract;
import io.credentialstore.testkit.CredentialRepositoryContract;
import io.credentialstore.testkit.KeyRepositoryContract;
import io.credentialstore.testkit.PolicyRepositoryContract;
import io.credentialstore.testkit.StateRepositoryContract;
import io.credentialstore.testkit.StorageContract;
import io.credentialstore.testkit.VersionRepositoryContract;
import org.junit.jupiter.api.Nested;

/** Every contract of the port, for the storage in a database that a subclass names. */
abstract class PortContracts {
    /** Opens a storage with nothing in it; the contract closes it. */
    abstract Storage fresh();

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
