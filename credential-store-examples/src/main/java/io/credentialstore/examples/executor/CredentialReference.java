package io.credentialstore.examples.executor;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import java.util.Optional;

/** A credential as a tool call names it: by id when the text has the form of one, otherwise by name. */
record CredentialReference(String text) {
    Optional<CredentialId> id() {
        try {
            return Optional.of(CredentialId.of(text));
        } catch (InvalidInputException itIsAName) {
            return Optional.empty();
        }
    }

    /** What is known of it, when the caller could retrieve it now. */
    Optional<Credential> find(ScopedCredentialStore scoped) {
        return id().map(id -> scoped.getAccessibleCredentials().stream()
                        .filter(credential -> credential.id().equals(id))
                        .findFirst())
                .orElseGet(() -> scoped.findCredential(text));
    }

    RetrievedCredential retrieve(ScopedCredentialStore scoped) {
        return id().map(scoped::retrieveCredential).orElseGet(() -> scoped.retrieveCredential(text));
    }
}
