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
import io.credentialstore.testkit.StoringContract;
import io.credentialstore.testkit.TamperedAnchorContract;
import io.credentialstore.testkit.TamperedGrantContract;
import io.credentialstore.testkit.TamperedRowContract;
import io.credentialstore.testkit.WithdrawalContract;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;

/** The contracts of a store, in a database that a subclass names. What its tables refuse by themselves is tested elsewhere. */
abstract class StoreContracts {
    /** A place for one store, with nothing in it. Whoever opens it closes what is returned. */
    abstract Supplier<Storage> place();

    @Nested
    class Storing extends StoringContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Rotation extends RotationContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Catalog extends CatalogContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Access extends AccessContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Withdrawal extends WithdrawalContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class ScopedStore extends ScopedStoreContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Denial extends DenialContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Secrecy extends SecrecyContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class ExpiryAndClock extends ExpiryAndClockContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Audit extends AuditContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class MasterKey extends MasterKeyContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class ClosedStore extends ClosedStoreContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class TamperedGrant extends TamperedGrantContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class TamperedRow extends TamperedRowContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class AccessCounts extends AccessCountsContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class TamperedAnchor extends TamperedAnchorContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class LostCommit extends LostCommitContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Migration extends MigrationContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class RandomHistory extends RandomHistoryContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Checkpoint extends CheckpointContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class CheckpointKeeper extends CheckpointKeeperContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Retention extends RetentionContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }

    @Nested
    class Remembered extends RememberedContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return place();
        }
    }
}
