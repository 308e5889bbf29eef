package io.credentialstore.examples.executor;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.CredentialValue;

/** Credentials for the tests of the executor. */
final class StoredKeys {
    private StoredKeys() {}

    static CredentialId store(CredentialStore store, String name, String service, CredentialValue value) {
        try (value) {
            return store.storeCredential(name, service, value);
        }
    }

    static CredentialId key(CredentialStore store, String name, String service, String key) {
        return store(store, name, service, new ApiKey(Secret.ofString(key)));
    }

    static CredentialId keyFor(CredentialStore store, String skill, String name, String key) {
        CredentialId id = key(store, name, "stripe", key);
        store.grantAccess(id, Entity.skill(skill), AccessLevel.READ);
        return id;
    }
}
