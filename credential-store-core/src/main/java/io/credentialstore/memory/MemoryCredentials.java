package io.credentialstore.memory;

import io.credentialstore.error.StorageException;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.spi.CredentialRepository;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tables {@code credentials}, {@code credential_versions} and {@code credential_digests}. Not thread-safe. */
final class MemoryCredentials implements CredentialRepository {
    private static final String REVOKED = "revoked";

    private final Table<String, StoredCredential> credentials;
    private final Table<VersionKey, StoredVersion> versions;
    private final Table<NodeKey, StoredDigest> digests;
    private final MemoryPolicies policies;

    MemoryCredentials(UndoLog undo, MemoryPolicies policies) {
        this.credentials = new Table<>("credentials", undo);
        this.versions = new Table<>("credential_versions", undo);
        this.digests = new Table<>("credential_digests", undo);
        this.policies = policies;
    }

    private record VersionKey(String credentialId, int version) implements Comparable<VersionKey> {
        @Override
        public int compareTo(VersionKey other) {
            int byCredential = credentialId.compareTo(other.credentialId);
            return byCredential != 0 ? byCredential : Integer.compare(version, other.version);
        }
    }

    private record NodeKey(int level, int position) implements Comparable<NodeKey> {
        @Override
        public int compareTo(NodeKey other) {
            int byLevel = Integer.compare(level, other.level);
            return byLevel != 0 ? byLevel : Integer.compare(position, other.position);
        }
    }

    @Override
    public List<RowSeal> bucketSeals(int bucket) {
        return credentials.where(row -> row.bucket() == bucket).stream()
                .map(row -> new RowSeal(row.id(), row.rowMac()))
                .toList();
    }

    @Override
    public List<StoredDigest> digests(int level, int from, int to) {
        return digests.where(row -> row.level() == level && row.position() >= from && row.position() <= to);
    }

    @Override
    public void putDigest(StoredDigest digest) {
        digests.put(new NodeKey(digest.level(), digest.position()), digest);
    }

    @Override
    public void deleteDigest(int level, int position) {
        digests.delete(new NodeKey(level, position));
    }

    @Override
    public Optional<StoredCredential> find(String id) {
        return credentials.find(id);
    }

    @Override
    public Optional<StoredCredential> findByName(String name, String environment) {
        return credentials.where(row -> isNamed(row, name, environment)).stream()
                .findFirst();
    }

    private static boolean isNamed(StoredCredential row, String name, String environment) {
        return row.name().equals(name)
                && row.environment().equals(environment)
                && !row.status().equals(REVOKED);
    }

    @Override
    public List<StoredCredential> list(CredentialFilter filter) {
        return page(filter, row -> true);
    }

    private List<StoredCredential> page(CredentialFilter filter, Predicate<StoredCredential> condition) {
        return credentials.where(matching(filter).and(condition)).stream()
                .filter(row -> filter.after() == null
                        || row.id().compareTo(filter.after().value()) > 0)
                .limit(filter.limit())
                .toList();
    }

    @Override
    public long count(CredentialFilter filter) {
        return credentials.where(matching(filter)).size();
    }

    private static Predicate<StoredCredential> matching(CredentialFilter filter) {
        return row -> (filter.service() == null || filter.service().equals(row.service()))
                && (filter.type() == null || filter.type().code().equals(row.type()))
                && (filter.environment() == null || filter.environment().code().equals(row.environment()))
                && (filter.status() == null || filter.status().code().equals(row.status()));
    }

    @Override
    public List<StoredCredential> listGrantedTo(String entityType, String entityId, CredentialFilter filter) {
        Set<String> ids = policies.listByEntity(entityType, entityId).stream()
                .map(StoredPolicy::credentialId)
                .collect(Collectors.toSet());
        return page(filter, row -> ids.contains(row.id()));
    }

    @Override
    public void insert(StoredCredential credential) {
        requireFreeName(credential);
        credentials.insert(credential.id(), credential);
    }

    private void requireFreeName(StoredCredential credential) {
        boolean taken = !credential.status().equals(REVOKED)
                && findByName(credential.name(), credential.environment())
                        .filter(row -> !row.id().equals(credential.id()))
                        .isPresent();
        if (taken) {
            throw StorageException.failure("The name " + credential.name() + " is taken", null);
        }
    }

    @Override
    public void update(StoredCredential credential) {
        requireFreeName(credential);
        credentials.update(credential.id(), credential);
    }

    @Override
    public void delete(String id) {
        policies.deleteByCredential(id);
        versions.deleteIf(row -> row.credentialId().equals(id));
        credentials.delete(id);
    }

    @Override
    public Optional<StoredVersion> findVersion(String credentialId, int version) {
        return versions.find(new VersionKey(credentialId, version));
    }

    @Override
    public List<StoredVersion> listVersions(String credentialId) {
        return versions.where(row -> row.credentialId().equals(credentialId));
    }

    @Override
    public List<RowSeal> versionSeals(String credentialId) {
        return listVersions(credentialId).stream()
                .map(row -> new RowSeal(Integer.toString(row.version()), row.rowMac()))
                .toList();
    }

    @Override
    public void insertVersion(StoredVersion version) {
        requireParent(version.credentialId());
        versions.insert(new VersionKey(version.credentialId(), version.version()), version);
    }

    private void requireParent(String credentialId) {
        if (credentials.find(credentialId).isEmpty()) {
            throw StorageException.failure("There is no credential " + credentialId, null);
        }
    }

    @Override
    public void updateVersion(StoredVersion version) {
        versions.update(new VersionKey(version.credentialId(), version.version()), version);
    }

    @Override
    public void deleteVersion(String credentialId, int version) {
        versions.delete(new VersionKey(credentialId, version));
    }

    @Override
    public List<String> orphanedParents() {
        return List.of(); // this storage never removes a parent alone
    }
}
