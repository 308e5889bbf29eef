package io.credentialstore.contract;

import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.AccessContract;
import io.credentialstore.testkit.AccessCountsContract;
import io.credentialstore.testkit.AuditContract;
import io.credentialstore.testkit.CatalogContract;
import io.credentialstore.testkit.CheckpointContract;
import io.credentialstore.testkit.CheckpointKeeperContract;
import io.credentialstore.testkit.ClosedStoreContract;
import io.credentialstore.testkit.ConcurrencyContract;
import io.credentialstore.testkit.DenialContract;
import io.credentialstore.testkit.ExpiryAndClockContract;
import io.credentialstore.testkit.LifecycleContract;
import io.credentialstore.testkit.LostCommitContract;
import io.credentialstore.testkit.MasterKeyContract;
import io.credentialstore.testkit.MigrationContract;
import io.credentialstore.testkit.RandomHistoryContract;
import io.credentialstore.testkit.RememberedContract;
import io.credentialstore.testkit.RetentionContract;
import io.credentialstore.testkit.RotationContract;
import io.credentialstore.testkit.ScopedStoreContract;
import io.credentialstore.testkit.SecrecyContract;
import io.credentialstore.testkit.SharedStorage;
import io.credentialstore.testkit.StoringContract;
import io.credentialstore.testkit.TamperedAnchorContract;
import io.credentialstore.testkit.TamperedColumnContract;
import io.credentialstore.testkit.TamperedGrantContract;
import io.credentialstore.testkit.TamperedKeyContract;
import io.credentialstore.testkit.TamperedRowContract;
import io.credentialstore.testkit.WithdrawalContract;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * A store in memory keeps every contract of a store. Those tagged {@code access} are the ones that mutation testing of the
 * rules of access and audit runs for each mutant; the others are slower, and about something else.
 */
class InMemoryStoreContractsTest {
    @Nested
    class Storing extends StoringContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Rotation extends RotationContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class Catalog extends CatalogContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Access extends AccessContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Withdrawal extends WithdrawalContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class ScopedStore extends ScopedStoreContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Denial extends DenialContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class Secrecy extends SecrecyContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class ExpiryAndClock extends ExpiryAndClockContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Audit extends AuditContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class MasterKey extends MasterKeyContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class ClosedStore extends ClosedStoreContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class TamperedColumn extends TamperedColumnContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class TamperedRow extends TamperedRowContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class TamperedGrant extends TamperedGrantContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class AccessCounts extends AccessCountsContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class TamperedAnchor extends TamperedAnchorContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class TamperedKey extends TamperedKeyContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    class RandomHistory extends RandomHistoryContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Checkpoint extends CheckpointContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class CheckpointKeeper extends CheckpointKeeperContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class LostCommit extends LostCommitContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Migration extends MigrationContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Retention extends RetentionContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }

    @Nested
    @Tag("access")
    class Remembered extends RememberedContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return SharedStorage.inMemory();
        }
    }
}
