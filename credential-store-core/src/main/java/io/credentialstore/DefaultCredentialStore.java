package io.credentialstore;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.key.EncryptionKey;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyRotation;
import io.credentialstore.key.MasterKeySlot;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.value.CredentialValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends each call to the part that does it, with the owner's authority. */
final class DefaultCredentialStore extends DefaultAuditOperations implements CredentialStore {
    private final Environment environment;

    DefaultCredentialStore(StoreParts parts, Caller owner, Environment environment) {
        super(parts, owner);
        this.environment = environment;
    }

    @Override
    public CredentialId storeCredential(NewCredential credential) {
        Environment where = credential.environment() == null ? environment : credential.environment();
        return parts.writer().store(credential, where, user(credential.createdBy()));
    }

    @Override
    public RetrievedCredential retrieveCredential(CredentialId id, Caller caller) {
        return parts.reader().retrieve(checked(id), null, grantee(caller));
    }

    @Override
    public RetrievedCredential retrieveCredential(CredentialId id, int version, Caller caller) {
        return parts.reader()
                .retrieve(checked(id), Checks.range("version", version, 1, Integer.MAX_VALUE), grantee(caller));
    }

    @Override
    public RetrievedCredential retrieveCredential(String name, Caller caller) {
        return parts.reader().retrieve(Checks.name("name", name), environment, grantee(caller));
    }

    @Override
    public RetrievedCredential retrieveCredentialAsOwner(CredentialId id, @Nullable String userId) {
        return parts.reader().retrieve(checked(id), null, parts.owner(user(userId)));
    }

    private static CredentialId checked(CredentialId id) {
        return Checks.notNull("credentialId", id);
    }

    private Authority grantee(Caller caller) {
        return parts.grantee(grantable(caller));
    }

    private static Caller grantable(Caller caller) {
        if (!Checks.notNull("caller", caller).entity().isGrantable()) {
            throw new InvalidInputException("caller", "must be a skill or a tool; the owner calls without a caller");
        }
        return caller;
    }

    @Override
    public int rotateCredential(CredentialId id, CredentialValue value, Rotation rotation) {
        Checks.notNull("value", value);
        return parts.writer().rotate(checked(id), value, Checks.notNull("rotation", rotation), owner);
    }

    @Override
    public void updateMetadata(CredentialId id, Metadata metadata, @Nullable String updatedBy) {
        parts.writer().updateMetadata(checked(id), Checks.notNull("metadata", metadata), user(updatedBy));
    }

    @Override
    public void updateExpiry(CredentialId id, @Nullable Instant expiresAt, @Nullable String updatedBy) {
        parts.writer().updateExpiry(checked(id), Checks.optionalInstant("expiresAt", expiresAt), user(updatedBy));
    }

    @Override
    public void revokeCredential(CredentialId id, @Nullable String revokedBy, @Nullable String reason) {
        parts.writer().revoke(checked(id), Checks.optionalText("reason", reason), user(revokedBy));
    }

    @Override
    public void deleteCredential(CredentialId id, @Nullable String deletedBy, @Nullable String reason) {
        parts.writer().delete(checked(id), Checks.optionalText("reason", reason), user(deletedBy));
    }

    @Override
    public Credential getCredential(CredentialId id) {
        return parts.catalog().get(checked(id));
    }

    @Override
    public Optional<Credential> findCredential(String name) {
        return findCredential(name, environment);
    }

    @Override
    public Optional<Credential> findCredential(String name, Environment where) {
        return parts.catalog().find(Checks.name("name", name), Checks.notNull("environment", where));
    }

    @Override
    public List<Credential> listCredentials(CredentialFilter filter) {
        return parts.catalog().list(Checks.notNull("filter", filter));
    }

    @Override
    public long countCredentials(CredentialFilter filter) {
        return parts.catalog().count(Checks.notNull("filter", filter));
    }

    @Override
    public boolean isCredentialValid(CredentialId id) {
        return parts.catalog().isValid(checked(id));
    }

    @Override
    public List<CredentialVersion> getCredentialVersions(CredentialId id) {
        return parts.catalog().versions(checked(id));
    }

    @Override
    public Credential resolveCredential(String service) {
        return resolveCredential(service, environment);
    }

    @Override
    public Credential resolveCredential(String service, Environment where) {
        return parts.catalog().resolve(Checks.name("service", service), Checks.notNull("environment", where));
    }

    @Override
    public AccessPolicy grantAccess(CredentialId id, Grant grant) {
        return parts.grants().grant(checked(id), Checks.notNull("grant", grant), owner);
    }

    @Override
    public AccessPolicy changeAccessLevel(
            CredentialId id, Entity entity, AccessLevel level, @Nullable String changedBy) {
        Grant grant = Grant.of(entity, level).withGrantedBy(changedBy);
        return parts.grants().changeLevel(checked(id), grant, owner);
    }

    @Override
    public boolean revokeAccess(CredentialId id, Entity entity, @Nullable String revokedBy) {
        Checks.notNull("entity", entity);
        return parts.grants().revoke(checked(id), entity, owner, Checks.optionalText("user", revokedBy));
    }

    @Override
    public int revokeAllAccess(CredentialId id, @Nullable String revokedBy) {
        return parts.grants().revokeAll(checked(id), user(revokedBy));
    }

    @Override
    public int revokeAllAccess(Entity entity, @Nullable String revokedBy) {
        Checks.notNull("entity", entity);
        return parts.grants().revokeAll(entity, owner, Checks.optionalText("user", revokedBy));
    }

    @Override
    public int removeExpiredGrants() {
        return parts.grants().removeExpired(user(null));
    }

    @Override
    public void assertAccess(CredentialId id, Caller caller, AccessLevel level) {
        Checks.notNull("caller", caller);
        parts.grants().requireAccess(checked(id), caller, Checks.notNull("level", level));
    }

    @Override
    public AccessDecision explain(CredentialId id, Entity entity, AccessLevel level) {
        return parts.grants().decide(checked(id), Checks.notNull("entity", entity), Checks.notNull("level", level));
    }

    @Override
    public List<AccessPolicy> getAccessPolicies(CredentialId id) {
        return parts.grants().list(checked(id));
    }

    @Override
    public List<AccessPolicy> getAccessPolicies(Entity entity) {
        return parts.grants().listByEntity(Checks.notNull("entity", entity));
    }

    @Override
    public Optional<AccessPolicy> getAccessPolicy(CredentialId id, Entity entity) {
        return parts.grants().find(checked(id), Checks.notNull("entity", entity));
    }

    @Override
    public List<Credential> getAccessibleCredentials(Entity entity, CredentialFilter filter) {
        return parts.catalog().accessibleTo(Checks.notNull("entity", entity), Checks.notNull("filter", filter));
    }

    @Override
    public List<AccessPolicy> getGrantsExpiringBefore(Instant time) {
        Checks.optionalInstant("time", Checks.notNull("time", time));
        return parts.grants().expiringBefore(time);
    }

    @Override
    public MasterKeyRotation rotateMasterKey(MasterKey newKey, @Nullable String rotatedBy) {
        return parts.masterKeys().rotate(Checks.notNull("masterKey", newKey), user(rotatedBy));
    }

    @Override
    public MasterKeySlot addMasterKey(MasterKey key, @Nullable String addedBy) {
        return parts.masterKeys().add(Checks.notNull("masterKey", key), user(addedBy));
    }

    @Override
    public void removeMasterKey(String keyId, @Nullable String removedBy) {
        parts.masterKeys().remove(Checks.name("keyId", keyId), user(removedBy));
    }

    @Override
    public List<MasterKeySlot> getMasterKeys() {
        return parts.masterKeys().list();
    }

    @Override
    public List<EncryptionKey> getEncryptionKeys() {
        return parts.masterKeys().dataKeys();
    }

    @Override
    public ScopedCredentialStore as(Caller caller) {
        return new DefaultScopedStore(parts, grantable(caller), environment);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public void close() {
        parts.close();
    }
}
