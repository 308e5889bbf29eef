package io.credentialstore.examples.executor;

import io.credentialstore.CredentialStore;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import java.util.Optional;
import java.util.function.Function;

/**
 * A credential as a caller names it: by name in the store's environment, or else by id. Finding the id decides nothing:
 * what the caller may do with it is for the store to say.
 */
record CredentialReference(CredentialStore store, String text, Caller caller) {
    /**
     * Does something with the id. When it is refused for want of a grant, the refusal is in the caller's own words, so
     * that it reads like the one for a name that does not exist.
     */
    <T> T use(Function<CredentialId, T> work) {
        CredentialId id = id().orElseThrow(this::denied);
        try {
            return work.apply(id);
        } catch (AccessDeniedException e) {
            throw denied();
        }
    }

    Optional<CredentialId> id() {
        try {
            Optional<Credential> named = store.findCredential(text);
            return named.isPresent() ? named.map(Credential::id) : Optional.of(CredentialId.of(text));
        } catch (InvalidInputException neitherNameNorId) {
            return Optional.empty();
        }
    }

    private AccessDeniedException denied() {
        return new AccessDeniedException(caller.entity().toString(), "retrieve", text);
    }
}
