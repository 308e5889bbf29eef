package io.credentialstore.jdbc;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.key.MasterKeyProvider;
import java.nio.file.Path;

/** Opens stores that are kept in one SQLite file. The shortest way in: everything else is on {@link CredentialStore}. */
public final class SqliteCredentialStore {
    private SqliteCredentialStore() {}

    /**
     * Opens a store, or creates it where there is no file yet, with the master key from the environment variable
     * {@value MasterKeyProvider#VARIABLE}.
     *
     * @param path a file in an existing directory, on a local disk
     * @return the store, which the caller closes
     * @throws io.credentialstore.error.CredentialStoreException as {@link CredentialStoreBuilder#open} and
     *     {@link SqliteStorage#open} say
     */
    public static CredentialStore open(Path path) {
        return builder(path).open();
    }

    /**
     * Opens a store, or creates it, with a master key from elsewhere.
     *
     * @param path a file in an existing directory, on a local disk
     * @param masterKey where the master key comes from
     * @return the store, which the caller closes
     * @throws io.credentialstore.error.CredentialStoreException as {@link CredentialStoreBuilder#open} and
     *     {@link SqliteStorage#open} say
     */
    public static CredentialStore open(Path path, MasterKeyProvider masterKey) {
        return builder(path).masterKey(masterKey).open();
    }

    /**
     * Describes a store that is to be opened or created. The file is not touched before
     * {@link CredentialStoreBuilder#open}.
     *
     * @param path a file in an existing directory, on a local disk
     * @return the builder
     */
    public static CredentialStoreBuilder builder(Path path) {
        return CredentialStore.builder(() -> SqliteStorage.open(path));
    }
}
