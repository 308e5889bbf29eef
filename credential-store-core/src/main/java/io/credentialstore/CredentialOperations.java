package io.credentialstore;

import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.value.CredentialValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an owner does with credentials. Part of {@link CredentialStore}, which states the guarantees and the failures
 * that all methods share.
 */
public interface CredentialOperations {
    /**
     * Stores a value in the store's own environment.
     *
     * @param name its name, unique in its environment among credentials that are not revoked
     * @param service what it opens, such as {@code stripe}
     * @param value the value; it is copied, and the caller closes it
     * @return the new credential's id
     * @throws io.credentialstore.error.ConflictException when the name is taken
     */
    default CredentialId storeCredential(String name, String service, CredentialValue value) {
        return storeCredential(NewCredential.of(name, service, value));
    }

    /**
     * Stores a value.
     *
     * @param credential the value and what is known of it
     * @return the new credential's id
     * @throws io.credentialstore.error.ConflictException when the name is taken in that environment
     * @throws io.credentialstore.error.InvalidInputException when an expiry has passed already
     */
    CredentialId storeCredential(NewCredential credential);

    /**
     * Releases the current value to a skill that has a grant. The audit entry is durable before this returns.
     *
     * @param id the credential
     * @param skillId the skill
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.AccessDeniedException when the skill has no grant, or there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked or has expired
     */
    default RetrievedCredential retrieveCredential(CredentialId id, String skillId) {
        return retrieveCredential(id, Caller.skill(skillId));
    }

    /**
     * Releases the current value to a skill or tool that has a grant, recording what is known of the call.
     *
     * @param id the credential
     * @param caller who asks
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.AccessDeniedException when the entity has no grant, or there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked or has expired
     */
    RetrievedCredential retrieveCredential(CredentialId id, Caller caller);

    /**
     * Releases a version by its number: the current one, or a replaced one within its grace period.
     *
     * @param id the credential
     * @param version from 1
     * @param caller who asks
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.AccessDeniedException when the entity has no grant, or there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked or has expired, or
     *     the version does not serve
     */
    RetrievedCredential retrieveCredential(CredentialId id, int version, Caller caller);

    /**
     * As {@link #retrieveCredential(CredentialId, Caller)}, by the name of a credential in the store's own environment that
     * is not revoked. An unknown name is refused, and recorded, like a missing grant.
     *
     * @param name the credential's name
     * @param caller who asks
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.AccessDeniedException when the entity has no grant, or there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential has expired
     */
    RetrievedCredential retrieveCredential(String name, Caller caller);

    /**
     * Releases the current value to the owner, who needs no grant: for migration and operations, not for skills. Recorded
     * like every other retrieval.
     *
     * @param id the credential
     * @param userId the user who asks, or null
     * @return the value, which the caller closes
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked or has expired
     */
    RetrievedCredential retrieveCredentialAsOwner(CredentialId id, @Nullable String userId);

    /**
     * Replaces the value at once, without saying who did it.
     *
     * @param id the credential
     * @param value the new value, of the same type; it is copied, and the caller closes it
     * @return the new version's number
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     * @throws io.credentialstore.error.InvalidInputException when the value is of another type
     */
    default int rotateCredential(CredentialId id, CredentialValue value) {
        return rotateCredential(id, value, Rotation.by(null));
    }

    /**
     * Replaces the value at once. Retrievals that began before get the old value, all later ones the new one.
     *
     * @param id the credential
     * @param value the new value, of the same type; it is copied, and the caller closes it
     * @param rotatedBy the user who does it
     * @return the new version's number
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     * @throws io.credentialstore.error.InvalidInputException when the value is of another type
     */
    default int rotateCredential(CredentialId id, CredentialValue value, String rotatedBy) {
        return rotateCredential(id, value, Rotation.by(Checks.text("rotatedBy", rotatedBy)));
    }

    /**
     * Replaces the value. Without a grace period every older value ends at once, also one whose own grace period was still
     * running. The last 50 versions are kept.
     *
     * @param id the credential
     * @param value the new value, of the same type; it is copied, and the caller closes it
     * @param rotation who does it, for how long the version before serves, and a new expiry
     * @return the new version's number
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     * @throws io.credentialstore.error.InvalidInputException when the value is of another type or an expiry has passed
     */
    int rotateCredential(CredentialId id, CredentialValue value, Rotation rotation);

    /**
     * Replaces what is noted about a credential.
     *
     * @param id the credential
     * @param metadata a JSON object; readable in the file
     * @param updatedBy the user who does it, or null
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     */
    void updateMetadata(CredentialId id, Metadata metadata, @Nullable String updatedBy);

    /**
     * Changes when a credential expires.
     *
     * @param id the credential
     * @param expiresAt from when on it is refused, or null for never
     * @param updatedBy the user who does it, or null
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked
     * @throws io.credentialstore.error.InvalidInputException when the expiry has passed already
     */
    void updateExpiry(CredentialId id, @Nullable Instant expiresAt, @Nullable String updatedBy);

    /**
     * Withdraws a credential for good. Once this has returned, no retrieval succeeds; its trail and metadata stay and
     * its name is free again.
     *
     * @param id the credential
     * @param revokedBy the user who does it, or null
     * @param reason why, or null; readable in the file
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     * @throws io.credentialstore.error.CredentialUnavailableException when it is revoked already
     */
    void revokeCredential(CredentialId id, @Nullable String revokedBy, @Nullable String reason);

    /**
     * Destroys a credential: its salts, ciphertexts and grants are removed and overwritten in the file. Its trail stays.
     * Backups made before still hold it.
     *
     * @param id the credential, revoked or not
     * @param deletedBy the user who does it, or null
     * @param reason why, or null; readable in the file
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    void deleteCredential(CredentialId id, @Nullable String deletedBy, @Nullable String reason);

    /**
     * What is known of a credential, without decrypting it.
     *
     * @param id the credential
     * @return its metadata
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    Credential getCredential(CredentialId id);

    /**
     * The credential of that name in the store's own environment that is not revoked.
     *
     * @param name its name
     * @return its metadata, when there is one
     */
    Optional<Credential> findCredential(String name);

    /**
     * The credential of that name that is not revoked.
     *
     * @param name its name
     * @param environment where it belongs
     * @return its metadata, when there is one
     */
    Optional<Credential> findCredential(String name, Environment environment);

    /**
     * All credentials, read a page at a time.
     *
     * @return their metadata, by id
     */
    default List<Credential> listCredentials() {
        return Pages.all(this::listCredentials);
    }

    /**
     * A page of credentials.
     *
     * @param filter which
     * @return their metadata, by id
     */
    List<Credential> listCredentials(CredentialFilter filter);

    /**
     * How many credentials there are, counted without verifying them.
     *
     * @param filter which; its page does not count
     * @return the number
     */
    long countCredentials(CredentialFilter filter);

    /**
     * Whether a credential exists, is not revoked and has not expired.
     *
     * @param id the credential
     * @return false also when there is none
     */
    boolean isCredentialValid(CredentialId id);

    /**
     * A credential's history.
     *
     * @param id the credential
     * @return its versions without their values, oldest first
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such credential
     */
    List<CredentialVersion> getCredentialVersions(CredentialId id);

    /**
     * The one credential that serves a service in the store's own environment.
     *
     * @param service the service
     * @return its metadata
     * @throws io.credentialstore.error.CredentialNotFoundException when there is none
     * @throws io.credentialstore.error.ConflictException when there are several
     */
    Credential resolveCredential(String service);

    /**
     * The one credential that serves a service.
     *
     * @param service the service
     * @param environment where it belongs
     * @return its metadata
     * @throws io.credentialstore.error.CredentialNotFoundException when there is none
     * @throws io.credentialstore.error.ConflictException when there are several
     */
    Credential resolveCredential(String service, Environment environment);
}
