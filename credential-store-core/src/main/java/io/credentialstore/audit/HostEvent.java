package io.credentialstore.audit;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Something that the host wants in the trail, such as what was done with a credential. Readable in the file.
 *
 * @param credentialId what it is about; it need not exist
 * @param caller who acted
 * @param action what was done, made by {@link AuditAction#host}
 * @param error why it was not done, or null when it was
 * @param metadata more
 */
public record HostEvent(
        CredentialId credentialId,
        Caller caller,
        AuditAction action,
        @Nullable String error,
        Metadata metadata) {
    /**
     * Checks the parts.
     *
     * @throws InvalidInputException when one breaks its rule
     */
    public HostEvent {
        Checks.notNull("credentialId", credentialId);
        Checks.notNull("caller", caller);
        if (!Checks.notNull("action", action).isHost()) {
            throw new InvalidInputException("action", "must be made by AuditAction.host");
        }
        Checks.optionalText("error", error);
        Checks.notNull("metadata", metadata);
    }

    /**
     * A success.
     *
     * @param credentialId what it is about
     * @param caller who acted
     * @param verb what was done, such as {@code payment_sent}
     * @return the event
     * @throws InvalidInputException when the verb is not 1 to 59 of a-z, 0-9, '.', '_', '-'
     */
    public static HostEvent of(CredentialId credentialId, Caller caller, String verb) {
        return new HostEvent(credentialId, caller, AuditAction.host(verb), null, Metadata.none());
    }

    /**
     * As a failure.
     *
     * @param why the reason, never a secret
     * @return a copy
     */
    public HostEvent failed(String why) {
        return new HostEvent(credentialId, caller, action, Checks.text("error", why), metadata);
    }

    /**
     * With more.
     *
     * @param details a JSON object, never a secret
     * @return a copy
     */
    public HostEvent withMetadata(Metadata details) {
        return new HostEvent(credentialId, caller, action, error, details);
    }
}
