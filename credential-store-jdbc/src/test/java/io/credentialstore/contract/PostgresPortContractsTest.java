package io.credentialstore.contract;

import io.credentialstore.jdbc.Postgres;
import io.credentialstore.jdbc.PostgresStorage;
import io.credentialstore.spi.Storage;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The storage in a PostgreSQL database keeps every contract of the port. */
class PostgresPortContractsTest extends PortContracts {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Storage fresh() {
        return PostgresStorage.open(POSTGRES.database());
    }
}
