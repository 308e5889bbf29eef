package io.credentialstore.contract;

import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.AuditRepositoryContract;
import io.credentialstore.testkit.CountRepositoryContract;
import io.credentialstore.testkit.CredentialRepositoryContract;
import io.credentialstore.testkit.DigestRepositoryContract;
import io.credentialstore.testkit.KeyRepositoryContract;
import io.credentialstore.testkit.PolicyRepositoryContract;
import io.credentialstore.testkit.StateRepositoryContract;
import io.credentialstore.testkit.StorageContract;
import io.credentialstore.testkit.VersionRepositoryContract;
import org.junit.jupiter.api.Nested;

/** The storage in memory keeps every contract of the port. */
class InMemoryPortContractsTest {
    @Nested
    class Transactions extends StorageContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class State extends StateRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Keys extends KeyRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Credentials extends CredentialRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Versions extends VersionRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Digests extends DigestRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Policies extends PolicyRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Audit extends AuditRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Counts extends CountRepositoryContract {
        @Override
        protected Storage newStorage() {
            return new InMemoryStorage();
        }
    }
}
