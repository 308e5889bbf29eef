package io.credentialstore.spi;

import org.jspecify.annotations.Nullable;

/**
 * How often one entity tried one action on one credential.
 *
 * @param credentialId the credential, or null
 * @param entityType the entity's type
 * @param entityId the entity's id
 * @param total all tries
 * @param failed those that failed
 * @param lastAt the time of the last one
 */
public record AccessCount(
        @Nullable String credentialId, String entityType, String entityId, long total, long failed, String lastAt) {}
