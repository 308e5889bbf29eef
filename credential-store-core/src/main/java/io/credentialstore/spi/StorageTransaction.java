package io.credentialstore.spi;

/** The tables as they stand within one transaction. Not thread-safe; void once the transaction has ended. */
public interface StorageTransaction {
    /**
     * The one-row state of the store.
     *
     * @return the repository
     */
    StateRepository state();

    /**
     * Master key slots and data keys.
     *
     * @return the repository
     */
    KeyRepository keys();

    /**
     * Credentials and their versions.
     *
     * @return the repository
     */
    CredentialRepository credentials();

    /**
     * Grants.
     *
     * @return the repository
     */
    PolicyRepository policies();

    /**
     * The trail.
     *
     * @return the repository
     */
    AuditRepository audit();
}
