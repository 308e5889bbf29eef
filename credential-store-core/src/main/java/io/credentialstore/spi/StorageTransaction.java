package io.credentialstore.spi;

/** The tables as they stand within one transaction. Not thread-safe; void once the transaction has ended. */
public interface StorageTransaction {
    /**
     * The number of this write transaction. It is larger than that of every earlier one of the same storage, and by exactly
     * one only if nobody, of any process, has changed anything since that one ended: the next transaction then need not read
     * again what that one knew. A storage that cannot tell leaves out a number each time.
     *
     * @return the number; without meaning in a transaction that reads
     */
    long turn();

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
