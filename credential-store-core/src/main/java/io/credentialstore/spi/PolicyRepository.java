package io.credentialstore.spi;

import java.util.List;
import java.util.Optional;

/** Table {@code credential_access_policies}. */
public interface PolicyRepository {
    /**
     * The grant of one entity on one credential.
     *
     * @param credentialId the credential
     * @param entityType skill or tool
     * @param entityId its id
     * @return the row; there is at most one
     */
    Optional<StoredPolicy> find(String credentialId, String entityType, String entityId);

    /**
     * All grants on a credential.
     *
     * @param credentialId the credential
     * @return the rows, by id
     */
    List<StoredPolicy> listByCredential(String credentialId);

    /**
     * All grants of an entity.
     *
     * @param entityType skill or tool
     * @param entityId its id
     * @return the rows, by credential
     */
    List<StoredPolicy> listByEntity(String entityType, String entityId);

    /**
     * Grants that end before a time, those that have ended included.
     *
     * @param before the time, exclusive, in the stored form
     * @return the rows, by expiry
     */
    List<StoredPolicy> listExpiringBefore(String before);

    /**
     * Keys and MACs of all grants on a credential.
     *
     * @param credentialId the credential
     * @return the seals, by id
     */
    List<RowSeal> seals(String credentialId);

    /**
     * Adds a grant.
     *
     * @param policy the row
     */
    void insert(StoredPolicy policy);

    /**
     * Removes a grant.
     *
     * @param id its id
     * @return whether it was there
     */
    boolean delete(String id);
}
