package io.credentialstore.jdbc;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.key.MasterKeyProvider;
import javax.sql.DataSource;

/** Opens stores that are kept in a PostgreSQL database. The shortest way in: everything else is on {@link CredentialStore}. */
public final class PostgresCredentialStore {
    private PostgresCredentialStore() {}

    /**
     * Opens a store, or creates it in a database that has none yet, with the master key from the environment variable
     * {@value MasterKeyProvider#VARIABLE}.
     *
     * @param server where connections come from, as {@link PostgresStorage} says
     * @return the store, which the caller closes
     * @throws io.credentialstore.error.CredentialStoreException as {@link CredentialStoreBuilder#open} and
     *     {@link PostgresStorage#open} say
     */
    public static CredentialStore open(DataSource server) {
        return builder(server).open();
    }

    /**
     * Opens a store, or creates it, with a master key from elsewhere.
     *
     * @param server where connections come from, as {@link PostgresStorage} says
     * @param masterKey where the master key comes from
     * @return the store, which the caller closes
     * @throws io.credentialstore.error.CredentialStoreException as {@link CredentialStoreBuilder#open} and
     *     {@link PostgresStorage#open} say
     */
    public static CredentialStore open(DataSource server, MasterKeyProvider masterKey) {
        return builder(server).masterKey(masterKey).open();
    }

    /**
     * Describes a store that is to be opened or created. The server is not asked before {@link CredentialStoreBuilder#open}.
     *
     * @param server where connections come from, as {@link PostgresStorage} says
     * @return the builder
     */
    public static CredentialStoreBuilder builder(DataSource server) {
        return CredentialStore.builder(() -> PostgresStorage.open(server));
    }
}
