package io.credentialstore.spi;

/**
 * A row of {@code credential_access_counts}: how often one entity tried to retrieve one credential.
 *
 * @param credentialId the credential, or {@link AccessPair#NO_CREDENTIAL}
 * @param entityType the entity's type
 * @param entityId the entity's id
 * @param total all tries
 * @param failed those that were refused or failed
 */
public record AccessCount(String credentialId, String entityType, String entityId, long total, long failed) {
    /**
     * Counts of a pair.
     *
     * @param pair who tried what
     * @param total all tries
     * @param failed those that were refused or failed
     */
    public AccessCount(AccessPair pair, long total, long failed) {
        this(pair.credentialId(), pair.entityType(), pair.entityId(), total, failed);
    }

    /**
     * The key of the row.
     *
     * @return who tried what
     */
    public AccessPair pair() {
        return new AccessPair(credentialId, entityType, entityId);
    }

    /**
     * Both counts added up.
     *
     * @param other of the same pair
     * @return the sums
     */
    public AccessCount plus(AccessCount other) {
        return new AccessCount(pair(), total + other.total, failed + other.failed);
    }

    /**
     * What is left.
     *
     * @param other of the same pair
     * @return the differences
     */
    public AccessCount minus(AccessCount other) {
        return new AccessCount(pair(), total - other.total, failed - other.failed);
    }
}
