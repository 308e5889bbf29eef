package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.value.ApiKey;
import java.time.Duration;
import java.util.List;

/** Replacing a value while work that began with the old one still runs. */
public final class RotationWithGracePeriod {
    private RotationWithGracePeriod() {}

    /**
     * Replaces the value at once for everybody, or with an hour's grace for those who name the old version.
     *
     * @param store the store
     * @param id the credential
     * @param newKey its new value, which the caller closes
     * @return the number of the new version
     */
    public static int run(CredentialStore store, CredentialId id, ApiKey newKey) {
        // tag::rotate[]
        int version = store.rotateCredential(
                id, newKey, Rotation.by("ops@example.com").withGracePeriod(Duration.ofHours(1)));
        List<CredentialVersion> versions = store.getCredentialVersions(id); // without their values
        // end::rotate[]
        return versions.get(versions.size() - 1).version() == version ? version : -1;
    }

    /**
     * Reads the version that work began with.
     *
     * @param store the store
     * @param id the credential
     * @param version the version
     * @param skill a skill with a grant
     * @return the length of that version's key
     */
    public static int finish(CredentialStore store, CredentialId id, int version, String skill) {
        // tag::finish[]
        try (RetrievedCredential old = store.retrieveCredential(id, version, Caller.skill(skill))) {
            return old.value(ApiKey.class).apiKey().length();
        }
        // end::finish[]
    }
}
