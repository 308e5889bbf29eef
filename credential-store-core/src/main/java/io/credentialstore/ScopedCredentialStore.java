package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.value.CredentialValue;
import java.util.List;
import java.util.Optional;

/**
 * What one skill or tool may do: {@code read} retrieves, {@code write} also rotates, {@code admin} also grants and
 * revokes access. Nothing is allowed without a grant.
 *
 * <p>An unknown credential, a missing grant and an expired grant all give the same
 * {@link io.credentialstore.error.AccessDeniedException}; each attempt is in the trail with its real reason. Inside one
 * JVM this is a fence against mistakes, not against hostile code, which can read any memory.
 *
 * <p>Thread-safe. It has nothing to close, and fails like its store once that is closed.
 */
public interface ScopedCredentialStore {
    /**
     * In whose name this acts.
     *
     * @return the caller
     */
    Caller caller();

    /**
     * Releases the current value; needs {@code read}. The audit entry is durable before this returns.
     *
     * @param id the credential
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.AccessDeniedException without a grant
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked or has expired
     */
    RetrievedCredential retrieveCredential(CredentialId id);

    /**
     * Releases the current value of the credential of that name in the store's environment; needs {@code read}. An unknown
     * name is refused, and recorded, like a missing grant.
     *
     * @param name the credential's name
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.AccessDeniedException without a grant
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential has expired
     */
    RetrievedCredential retrieveCredential(String name);

    /**
     * Releases a version by its number; needs {@code read}.
     *
     * @param id the credential
     * @param version the current one, or a replaced one within its grace period
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.AccessDeniedException without a grant
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked or has expired, or
     *     the version does not serve
     */
    RetrievedCredential retrieveCredential(CredentialId id, int version);

    /**
     * Replaces the value at once; needs {@code write}.
     *
     * @param id the credential
     * @param value the new value, of the same type; it is copied, and the caller closes it
     * @return the new version's number
     * @throws io.credentialstore.error.AccessDeniedException without a grant of that level
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     */
    int rotateCredential(CredentialId id, CredentialValue value);

    /**
     * Replaces the value; needs {@code write}, and {@code admin} to change the credential's expiry. The user is the
     * caller's; one that the rotation names is ignored.
     *
     * @param id the credential
     * @param value the new value, of the same type; it is copied, and the caller closes it
     * @param rotation for how long the version before serves, and a new expiry
     * @return the new version's number
     * @throws io.credentialstore.error.AccessDeniedException without a grant of that level
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     */
    int rotateCredential(CredentialId id, CredentialValue value, Rotation rotation);

    /**
     * Grants access to another skill or tool; needs {@code admin}. The new grant must not outlive the caller's own,
     * and names the caller's user.
     *
     * @param id the credential
     * @param grant who gets what
     * @return the grant as it stands
     * @throws io.credentialstore.error.AccessDeniedException without a grant of that level
     * @throws io.credentialstore.error.InvalidInputException when it would outlive the caller's own grant
     */
    AccessPolicy grantAccess(CredentialId id, Grant grant);

    /**
     * Withdraws a grant; needs {@code admin}.
     *
     * @param id the credential
     * @param entity the skill or tool
     * @return whether there was a grant
     * @throws io.credentialstore.error.AccessDeniedException without a grant of that level
     */
    boolean revokeAccess(CredentialId id, Entity entity);

    /**
     * Whether the caller may do what a level allows.
     *
     * @param id the credential
     * @param level the level
     * @return false also when there is no such credential
     */
    boolean hasAccess(CredentialId id, AccessLevel level);

    /**
     * All credentials that the caller could retrieve now, read a page at a time.
     *
     * @return their metadata, by id
     */
    default List<Credential> getAccessibleCredentials() {
        return Pages.all(this::getAccessibleCredentials);
    }

    /**
     * A page of the credentials that the caller could retrieve now. It is full unless it is the last one.
     *
     * @param filter which
     * @return their metadata, by id
     */
    List<Credential> getAccessibleCredentials(CredentialFilter filter);

    /**
     * Among the credentials that the caller could retrieve now, the one of that name in the store's environment.
     *
     * @param name its name
     * @return its metadata, when there is one
     */
    Optional<Credential> findCredential(String name);

    /**
     * Among the credentials that the caller could retrieve now, the one that serves a service in the store's environment.
     *
     * @param service the service
     * @return its metadata
     * @throws io.credentialstore.error.CredentialNotFoundException when there is none
     * @throws io.credentialstore.error.ConflictException when there are several
     */
    Credential resolveCredential(String service);
}
