package io.credentialstore.contract;

import io.credentialstore.jdbc.Postgres;
import io.credentialstore.jdbc.PostgresStorage;
import io.credentialstore.spi.Storage;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store in a PostgreSQL database keeps the contracts of a store, also for a role that may do no more than it must. */
class PostgresStoreContractsTest extends StoreContracts {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Supplier<Storage> place() {
        DataSource database = POSTGRES.database(Postgres.RETENTION);
        return () -> PostgresStorage.open(database);
    }
}
