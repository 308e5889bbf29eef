package io.credentialstore;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Nothing is allowed that was not granted. Part of {@link CredentialStore}, which states the guarantees
 * and the failures that all methods share.
 */
public interface AccessOperations {
    /**
     * Grants access without end. A grant that the entity has already is replaced.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @param level what it may do
     * @return the grant
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     */
    default AccessPolicy grantAccess(CredentialId id, Entity entity, AccessLevel level) {
        return grantAccess(id, Grant.of(entity, level));
    }

    /**
     * Grants access. A grant that the entity has already is replaced. A credential has at most 1,000 grants.
     *
     * @param id the credential
     * @param grant who gets what, until when, by whom and why
     * @return the grant as it stands
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     * @throws io.credentialstore.error.InvalidInputException when its end has passed already
     */
    AccessPolicy grantAccess(CredentialId id, Grant grant);

    /**
     * Changes the level of a grant and keeps its end and reason.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @param level the new level
     * @param changedBy the user who does it, or null
     * @return the grant as it stands
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential or grant
     */
    AccessPolicy changeAccessLevel(CredentialId id, Entity entity, AccessLevel level, @Nullable String changedBy);

    /**
     * Withdraws a grant. Once this has returned, no retrieval under it succeeds.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @return whether there was a grant
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    default boolean revokeAccess(CredentialId id, Entity entity) {
        return revokeAccess(id, entity, null);
    }

    /**
     * Withdraws a grant. Once this has returned, no retrieval under it succeeds.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @param revokedBy the user who does it, or null
     * @return whether there was a grant
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    boolean revokeAccess(CredentialId id, Entity entity, @Nullable String revokedBy);

    /**
     * Withdraws every grant on a credential.
     *
     * @param id the credential
     * @param revokedBy the user who does it, or null
     * @return how many there were
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    int revokeAllAccess(CredentialId id, @Nullable String revokedBy);

    /**
     * Withdraws every grant of an entity, as when a skill turns out to be compromised. One credential at a time: a failure
     * leaves the remaining ones, and calling again goes on.
     *
     * @param entity the skill or tool
     * @param revokedBy the user who does it, or null
     * @return how many there were
     */
    int revokeAllAccess(Entity entity, @Nullable String revokedBy);

    /**
     * Removes grants that have ended. They were void already; this only tidies up.
     *
     * @return how many there were
     */
    int removeExpiredGrants();

    /**
     * Whether a retrieval by this entity would succeed now.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @return false also when there is no such credential
     */
    default boolean hasAccess(CredentialId id, Entity entity) {
        return hasAccess(id, entity, AccessLevel.READ);
    }

    /**
     * Whether this entity may do what a level allows. Leaves no audit entry: nothing is released. An expired credential
     * can be rotated and granted but not read, so there {@code write} may be true where {@code read} is false.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @param level the level
     * @return false also when there is no such credential
     */
    default boolean hasAccess(CredentialId id, Entity entity, AccessLevel level) {
        return explain(id, entity, level).isGranted();
    }

    /**
     * As {@link #hasAccess(CredentialId, Entity, AccessLevel)}, but throws and leaves an audit entry when access is
     * missing.
     *
     * @param id the credential
     * @param caller who asks
     * @param level the level
     * @throws io.credentialstore.error.AccessDeniedException when access is missing
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked, or, for
     *     {@code read}, has expired
     */
    void assertAccess(CredentialId id, Caller caller, AccessLevel level);

    /**
     * Why a call by this entity would be allowed or refused now. For the owner: it says what scoped callers must not
     * learn. Leaves no audit entry.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @param level what the call needs: read to retrieve, write to rotate, admin to grant and revoke
     * @return the grant that allows it, or the reason against it
     */
    AccessDecision explain(CredentialId id, Entity entity, AccessLevel level);

    /**
     * As {@link #explain(CredentialId, Entity, AccessLevel)}, for a retrieval.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @return the grant that allows it, or the reason against it
     */
    default AccessDecision explain(CredentialId id, Entity entity) {
        return explain(id, entity, AccessLevel.READ);
    }

    /**
     * As {@link #explain(CredentialId, Entity, AccessLevel)}, for a retrieval.
     *
     * @param id the credential
     * @param caller who would ask
     * @return the grant that allows it, or the reason against it
     */
    default AccessDecision explain(CredentialId id, Caller caller) {
        return explain(id, caller.entity());
    }

    /**
     * All grants on a credential, those that have ended included.
     *
     * @param id the credential
     * @return the grants
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    List<AccessPolicy> getAccessPolicies(CredentialId id);

    /**
     * All grants of an entity, those that have ended included.
     *
     * @param entity the skill or tool
     * @return the grants
     */
    List<AccessPolicy> getAccessPolicies(Entity entity);

    /**
     * The grant of one entity on one credential, whether or not it has ended.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @return the grant, when there is one
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    Optional<AccessPolicy> getAccessPolicy(CredentialId id, Entity entity);

    /**
     * All credentials whose retrieval by this entity would succeed now, read a page at a time.
     *
     * @param entity the skill or tool
     * @return their metadata, by id
     */
    default List<Credential> getAccessibleCredentials(Entity entity) {
        return Pages.all(page -> getAccessibleCredentials(entity, page));
    }

    /**
     * A page of the credentials whose retrieval by this entity would succeed now. It is full unless it is the last one.
     *
     * @param entity the skill or tool
     * @param filter which
     * @return their metadata, by id
     */
    List<Credential> getAccessibleCredentials(Entity entity, CredentialFilter filter);

    /**
     * Grants that stand now and will have ended by then.
     *
     * @param time the time
     * @return the grants, the first to end first
     */
    List<AccessPolicy> getGrantsExpiringBefore(Instant time);
}
