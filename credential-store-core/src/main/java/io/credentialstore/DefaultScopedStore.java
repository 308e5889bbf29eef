package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
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
        return parts.reader().retrieve(Checks.notNull("credentialId", id), null, authority);
    }

    @Override
    public RetrievedCredential retrieveCredential(String name) {
        return parts.reader().retrieve(Checks.name("name", name), environment, authority);
    }

    @Override
    public RetrievedCredential retrieveCredential(CredentialId id, int version) {
        return parts.reader()
                .retrieve(
                        Checks.notNull("credentialId", id),
                        Checks.range("version", version, 1, Integer.MAX_VALUE),
                        authority);
    }

    @Override
    public int rotateCredential(CredentialId id, CredentialValue value) {
        return rotateCredential(id, value, Rotation.by(null));
    }

    @Override
    public int rotateCredential(CredentialId id, CredentialValue value, Rotation rotation) {
        Checks.notNull("credentialId", id);
        Checks.notNull("value", value);
        return parts.writer().rotate(id, value, Checks.notNull("rotation", rotation), authority);
    }

    @Override
    public AccessPolicy grantAccess(CredentialId id, Grant grant) {
        return parts.grants().grant(Checks.notNull("credentialId", id), Checks.notNull("grant", grant), authority);
    }

    @Override
    public boolean revokeAccess(CredentialId id, Entity entity) {
        return parts.grants()
                .revoke(Checks.notNull("credentialId", id), Checks.notNull("entity", entity), authority, null);
    }

    @Override
    public boolean hasAccess(CredentialId id, AccessLevel level) {
        return parts.grants()
                .decide(Checks.notNull("credentialId", id), caller.entity(), Checks.notNull("level", level))
                .isGranted();
    }

    @Override
    public List<Credential> getAccessibleCredentials(CredentialFilter filter) {
        return parts.catalog().accessibleTo(caller.entity(), Checks.notNull("filter", filter));
    }

    @Override
    public Optional<Credential> findCredential(String name) {
        return parts.catalog().findFor(caller.entity(), Checks.name("name", name), environment);
    }

    @Override
    public Credential resolveCredential(String service) {
        return parts.catalog().resolveFor(caller.entity(), Checks.name("service", service), environment);
    }
}
