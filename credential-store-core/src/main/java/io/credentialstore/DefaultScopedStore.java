package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.value.CredentialValue;
import java.util.List;
import java.util.Optional;

/** The same work as the owner's, with a grantee's authority. */
final class DefaultScopedStore implements ScopedCredentialStore {
    private final StoreParts parts;
    private final Authority authority;
    private final Caller caller;
    private final Environment environment;

    DefaultScopedStore(StoreParts parts, Caller caller, Environment environment) {
        this.parts = parts;
        this.authority = parts.grantee(caller);
        this.caller = caller;
        this.environment = environment;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public RetrievedCredential retrieveCredential(CredentialId id) {
        return parts.reader().retrieve(checked(id), null, authority);
    }

    @Override
    public RetrievedCredential retrieveCredential(CredentialId id, int version) {
        Checks.range("version", version, 1, Integer.MAX_VALUE);
        return parts.reader().retrieve(checked(id), version, authority);
    }

    private static CredentialId checked(CredentialId id) {
        return Checks.notNull("credentialId", id);
    }

    @Override
    public int rotateCredential(CredentialId id, CredentialValue value) {
        return rotateCredential(id, value, Rotation.by(null));
    }

    @Override
    public int rotateCredential(CredentialId id, CredentialValue value, Rotation rotation) {
        Checks.notNull("value", value);
        return parts.writer().rotate(checked(id), value, Checks.notNull("rotation", rotation), authority);
    }

    @Override
    public AccessPolicy grantAccess(CredentialId id, Grant grant) {
        return parts.grants().grant(checked(id), Checks.notNull("grant", grant), authority);
    }

    @Override
    public boolean revokeAccess(CredentialId id, Entity entity) {
        return parts.grants().revoke(checked(id), Checks.notNull("entity", entity), authority, null);
    }

    @Override
    public boolean hasAccess(CredentialId id, AccessLevel level) {
        return parts.grants()
                .decide(checked(id), caller.entity(), Checks.notNull("level", level))
                .isGranted();
    }

    @Override
    public List<Credential> getAccessibleCredentials() {
        return parts.catalog().accessibleTo(caller.entity());
    }

    @Override
    public Optional<Credential> findCredential(String name) {
        Checks.name("name", name);
        return getAccessibleCredentials().stream()
                .filter(credential -> credential.name().equals(name) && credential.environment() == environment)
                .findFirst();
    }

    @Override
    public Credential resolveCredential(String service) {
        return parts.catalog().resolveFor(caller.entity(), Checks.name("service", service), environment);
    }
}
