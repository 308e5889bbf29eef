package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.model.Credential;
import io.credentialstore.model.Environment;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;

/** One service, one name, a value for each environment. */
public final class EnvironmentsAndResolve {
    private EnvironmentsAndResolve() {}

    /**
     * Stores two keys and lets the environment choose.
     *
     * @param store a store whose own environment is production
     * @param testKey a key for development; closed by this method, as part of the value it goes into
     * @param liveKey a key for production; closed likewise
     * @return the names of the environments of what was resolved
     */
    public static String run(CredentialStore store, Secret testKey, Secret liveKey) {
        // tag::resolve[]
        try (ApiKey test = new ApiKey(testKey);
                ApiKey live = new ApiKey(liveKey)) {
            store.storeCredential(NewCredential.of("stripe", "stripe", test).withEnvironment(Environment.DEV));
            store.storeCredential(NewCredential.of("stripe", "stripe", live).withEnvironment(Environment.PRODUCTION));
        }

        Credential dev = store.resolveCredential("stripe", Environment.DEV);
        Credential here = store.resolveCredential("stripe"); // in the store's own environment
        Credential named = store.findCredential("stripe").orElseThrow(); // by name instead of service
        // end::resolve[]
        return dev.environment() + ", " + here.environment() + ", " + named.environment();
    }
}
