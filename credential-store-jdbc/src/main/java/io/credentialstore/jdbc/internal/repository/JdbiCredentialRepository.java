package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.error.StorageException;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.spi.CredentialRepository;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables {@code credentials}, {@code credential_versions} and {@code credential_digests}. */
public interface JdbiCredentialRepository extends CredentialRepository, SqlObject {
    /** All columns of a credential. */
    String COLUMNS = """
            SELECT id, name, type, service, environment, status, metadata, current_version, expires_at, created_at,
                updated_at, last_rotated_at, row_version, bucket, policy_digest, version_digest, mac_key_id, row_mac
            """;

    /** Credentials. */
    String SELECT = COLUMNS + "FROM credentials ";

    /** Credentials on which an entity has a grant, where {@code id = credential_id}. SQLite takes a cross join from left to right. */
    String SELECT_GRANTED = COLUMNS + """
            FROM (SELECT credential_id FROM credential_access_policies
                WHERE entity_type = :entityType AND entity_id = :entityId) AS granted
            CROSS JOIN credentials\s""";

    /** All columns of a version. */
    String SELECT_VERSION = """
            SELECT credential_id, version, encrypted_value, salt, iv, auth_tag, kdf_iterations, encryption_key_id, status,
                created_at, created_by, serves_until, row_mac
            FROM credential_versions WHERE credential_id = :credentialId\s""";

    @Override
    @SqlQuery(SELECT + "WHERE id = :id")
    Optional<StoredCredential> find(String id);

    @Override
    @SqlQuery(SELECT + "WHERE name = :name AND environment = :environment AND status <> 'revoked'")
    Optional<StoredCredential> findByName(String name, String environment);

    @Override
    default List<StoredCredential> list(CredentialFilter filter) {
        return CredentialSearch.of(filter).page(getHandle(), filter);
    }

    @Override
    default long count(CredentialFilter filter) {
        return CredentialSearch.of(filter).count(getHandle());
    }

    @Override
    default List<StoredCredential> listGrantedTo(String entityType, String entityId, CredentialFilter filter) {
        return CredentialSearch.of(filter).grantedPage(getHandle(), filter, entityType, entityId);
    }

    @Override
    @SqlUpdate("""
            INSERT INTO credentials (id, name, type, service, environment, status, metadata, current_version, expires_at,
                created_at, updated_at, last_rotated_at, row_version, bucket, policy_digest, version_digest, mac_key_id, row_mac)
            VALUES (:id, :name, :type, :service, :environment, :status, :metadata, :currentVersion, :expiresAt,
                :createdAt, :updatedAt, :lastRotatedAt, :rowVersion, :bucket, :policyDigest, :versionDigest, :macKeyId, :rowMac)""")
    void insert(@BindRow StoredCredential credential);

    @Override
    default void update(StoredCredential credential) {
        if (updateRow(credential) != 1) {
            throw StorageException.failure("There is no credential " + credential.id() + " to update.", null);
        }
    }

    /** Says how many rows it hit. */
    @SqlUpdate("""
            UPDATE credentials
            SET name = :name, type = :type, service = :service, environment = :environment, status = :status,
                metadata = :metadata, current_version = :currentVersion, expires_at = :expiresAt,
                created_at = :createdAt, updated_at = :updatedAt, last_rotated_at = :lastRotatedAt,
                row_version = :rowVersion, bucket = :bucket, policy_digest = :policyDigest, version_digest = :versionDigest,
                mac_key_id = :macKeyId, row_mac = :rowMac
            WHERE id = :id""")
    int updateRow(@BindRow StoredCredential credential);

    @Override
    @LeavesNoBytes
    default void delete(String id) {
        deletePolicies(id);
        deleteVersions(id);
        deleteRow(id);
    }

    /** First part of {@link #delete}. */
    @SqlUpdate("DELETE FROM credential_access_policies WHERE credential_id = :id")
    void deletePolicies(String id);

    /** Second part of {@link #delete}. */
    @SqlUpdate("DELETE FROM credential_versions WHERE credential_id = :id")
    void deleteVersions(String id);

    /** Last part of {@link #delete}. */
    @SqlUpdate("DELETE FROM credentials WHERE id = :id")
    void deleteRow(String id);

    @Override
    @SqlQuery(SELECT_VERSION + "AND version = :version")
    Optional<StoredVersion> findVersion(String credentialId, int version);

    @Override
    @SqlQuery(SELECT_VERSION + "ORDER BY version")
    List<StoredVersion> listVersions(String credentialId);

    @Override
    @SqlQuery("""
            SELECT CAST(version AS TEXT) AS key, row_mac AS mac
            FROM credential_versions WHERE credential_id = :credentialId ORDER BY version""")
    List<RowSeal> versionSeals(String credentialId);

    @Override
    @SqlUpdate("""
            INSERT INTO credential_versions (credential_id, version, encrypted_value, salt, iv, auth_tag, kdf_iterations,
                encryption_key_id, status, created_at, created_by, serves_until, row_mac)
            VALUES (:credentialId, :version, :encryptedValue, :salt, :iv, :authTag, :kdfIterations,
                :encryptionKeyId, :status, :createdAt, :createdBy, :servesUntil, :rowMac)""")
    void insertVersion(@BindRow StoredVersion version);

    @Override
    default void updateVersion(StoredVersion version) {
        if (updateVersionRow(version) != 1) {
            throw StorageException.failure(
                    "There is no version " + version.version() + " of " + version.credentialId() + " to update.", null);
        }
    }

    /** Says how many rows it hit. */
    @SqlUpdate("""
            UPDATE credential_versions
            SET encrypted_value = :encryptedValue, salt = :salt, iv = :iv, auth_tag = :authTag,
                kdf_iterations = :kdfIterations, encryption_key_id = :encryptionKeyId, status = :status,
                created_at = :createdAt, created_by = :createdBy, serves_until = :servesUntil, row_mac = :rowMac
            WHERE credential_id = :credentialId AND version = :version""")
    int updateVersionRow(@BindRow StoredVersion version);

    @Override
    @LeavesNoBytes
    @SqlUpdate("DELETE FROM credential_versions WHERE credential_id = :credentialId AND version = :version")
    void deleteVersion(String credentialId, int version);

    @Override
    @SqlQuery("SELECT id AS key, row_mac AS mac FROM credentials WHERE bucket = :bucket ORDER BY id")
    List<RowSeal> bucketSeals(int bucket);

    @Override
    @SqlQuery("""
            SELECT level, position, digest FROM credential_digests
            WHERE level = :level AND position BETWEEN :from AND :to ORDER BY position""")
    List<StoredDigest> digests(int level, int from, int to);

    @Override
    @SqlUpdate("""
            INSERT INTO credential_digests (level, position, digest) VALUES (:level, :position, :digest)
            ON CONFLICT (level, position) DO UPDATE SET digest = excluded.digest""")
    void putDigest(@BindRow StoredDigest digest);

    @Override
    @SqlUpdate("DELETE FROM credential_digests WHERE level = :level AND position = :position")
    void deleteDigest(int level, int position);

    @Override
    @SqlQuery("""
            SELECT credential_id FROM (
                SELECT credential_id FROM credential_versions UNION SELECT credential_id FROM credential_access_policies
            ) AS named
            WHERE NOT EXISTS (SELECT 1 FROM credentials WHERE id = credential_id) ORDER BY credential_id""")
    List<String> orphanedParents();
}
