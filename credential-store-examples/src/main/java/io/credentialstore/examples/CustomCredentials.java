package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.CustomCredential;

/** Whatever has no type of its own: any JSON object, secret as a whole. */
public final class CustomCredentials {
    private CustomCredentials() {}

    /**
     * Stores an object and reads one of its fields.
     *
     * @param store the store
     * @param json the object, such as {@code {"tenant":"acme","token":"…"}}; closed by this method
     * @return the length of its field {@code token}
     */
    public static int run(CredentialStore store, Secret json) {
        // tag::custom[]
        CredentialId id;
        try (CustomCredential value = new CustomCredential(json)) {
            id = store.storeCredential("acme_tenant", "acme", value);
        }
        try (RetrievedCredential released = store.retrieveCredentialAsOwner(id, null);
                Secret token =
                        released.value(CustomCredential.class).field("token").orElseThrow()) {
            return token.use(characters -> characters.length);
        }
        // end::custom[]
    }
}
