package io.credentialstore;

import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.value.CredentialValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential to be stored. Only the value is encrypted; everything else is authenticated but readable in the file.
 *
 * @param name 1 to 128 of letters, digits, dot, underscore, hyphen; unique in its environment
 * @param service what it opens, in the same characters
 * @param value the value; the store copies it and the caller closes it
 * @param environment where it belongs, or null for the store's own environment
 * @param metadata what to note about it
 * @param expiresAt from when on it is to be refused, or null for never
 * @param createdBy the user who stores it, or null
 */
public record NewCredential(
        String name,
        String service,
        CredentialValue value,
        @Nullable Environment environment,
        Metadata metadata,
        @Nullable Instant expiresAt,
        @Nullable String createdBy) {
    /**
     * Checks the parts.
     *
     * @throws io.credentialstore.error.InvalidInputException when one breaks its rule
     */
    public NewCredential {
        Checks.name("name", name);
        Checks.name("service", service);
        Checks.notNull("value", value);
        Checks.notNull("metadata", metadata);
        expiresAt = Checks.optionalInstant("expiresAt", expiresAt);
        Checks.optionalText("createdBy", createdBy);
    }

    /**
     * A credential without extras.
     *
     * @param name its name
     * @param service what it opens
     * @param value the value
     * @return the description
     */
    public static NewCredential of(String name, String service, CredentialValue value) {
        return new NewCredential(name, service, value, null, Metadata.none(), null, null);
    }

    /**
     * In a given environment.
     *
     * @param where the environment
     * @return a copy
     */
    public NewCredential withEnvironment(@Nullable Environment where) {
        return new NewCredential(name, service, value, where, metadata, expiresAt, createdBy);
    }

    /**
     * With notes. They are readable in the file: no secrets.
     *
     * @param notes a JSON object
     * @return a copy
     */
    public NewCredential withMetadata(Metadata notes) {
        return new NewCredential(name, service, value, environment, notes, expiresAt, createdBy);
    }

    /**
     * With an end.
     *
     * @param end from when on it is to be refused; must lie ahead when it is stored
     * @return a copy
     */
    public NewCredential withExpiresAt(@Nullable Instant end) {
        return new NewCredential(name, service, value, environment, metadata, end, createdBy);
    }

    /**
     * With who stores it.
     *
     * @param user the user's id
     * @return a copy
     */
    public NewCredential withCreatedBy(@Nullable String user) {
        return new NewCredential(name, service, value, environment, metadata, expiresAt, user);
    }
}
