package io.credentialstore.spi;

import io.credentialstore.model.CredentialFilter;
import java.util.List;
import java.util.Optional;

/** Tables {@code credentials}, {@code credential_versions} and {@code credential_digests}. */
public interface CredentialRepository {
    /**
     * One credential.
     *
     * @param id its id
     * @return the row
     */
    Optional<StoredCredential> find(String id);

    /**
     * The credential that has this name and is not revoked.
     *
     * @param name its name
     * @param environment its environment's code
     * @return the row; there is at most one
     */
    Optional<StoredCredential> findByName(String name, String environment);

    /**
     * A page of credentials.
     *
     * @param filter which; its {@code after} and {@code limit} make the page
     * @return the rows, by id
     */
    List<StoredCredential> list(CredentialFilter filter);

    /**
     * How many credentials there are.
     *
     * @param filter which; its {@code after} and {@code limit} do not count
     * @return the number
     */
    long count(CredentialFilter filter);

    /**
     * A page of the credentials on which an entity has any grant, expired or not.
     *
     * @param entityType skill or tool
     * @param entityId its id
     * @param filter which
     * @return the rows, by id
     */
    List<StoredCredential> listGrantedTo(String entityType, String entityId, CredentialFilter filter);

    /**
     * Adds a credential.
     *
     * @param credential the row
     */
    void insert(StoredCredential credential);

    /**
     * Replaces a credential.
     *
     * @param credential the row
     * @throws io.credentialstore.error.StorageException when there is none with its id
     */
    void update(StoredCredential credential);

    /**
     * Removes a credential, its versions and its grants, leaving no bytes of them behind.
     *
     * @param id its id
     */
    void delete(String id);

    /**
     * One version.
     *
     * @param credentialId the credential
     * @param version its number
     * @return the row
     */
    Optional<StoredVersion> findVersion(String credentialId, int version);

    /**
     * All versions of a credential.
     *
     * @param credentialId the credential
     * @return the rows, by number
     */
    List<StoredVersion> listVersions(String credentialId);

    /**
     * Keys and MACs of all versions of a credential.
     *
     * @param credentialId the credential
     * @return the seals, by number
     */
    List<RowSeal> versionSeals(String credentialId);

    /**
     * Adds a version.
     *
     * @param version the row
     */
    void insertVersion(StoredVersion version);

    /**
     * Replaces a version.
     *
     * @param version the row
     * @throws io.credentialstore.error.StorageException when there is none with its key
     */
    void updateVersion(StoredVersion version);

    /**
     * Removes a version, leaving no bytes of it behind.
     *
     * @param credentialId the credential
     * @param version its number
     */
    void deleteVersion(String credentialId, int version);

    /**
     * Ids and MACs of all credentials of a bucket.
     *
     * @param bucket the bucket
     * @return the seals, by id
     */
    List<RowSeal> bucketSeals(int bucket);

    /**
     * Nodes of one level of the tree of digests.
     *
     * @param level the level
     * @param from the first position
     * @param to the last position
     * @return the nodes that exist, by position
     */
    List<StoredDigest> digests(int level, int from, int to);

    /**
     * Adds or replaces a node.
     *
     * @param digest the row
     */
    void putDigest(StoredDigest digest);

    /**
     * Removes a node, if it is there.
     *
     * @param level its level
     * @param position its position
     */
    void deleteDigest(int level, int position);

    /**
     * Ids of credentials that versions or grants name and that do not exist.
     *
     * @return the ids
     */
    List<String> orphanedParents();
}
