package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.model.CredentialId;

/** Withdrawing a credential for good, and destroying it. */
public final class RevokeAndDelete {
    private RevokeAndDelete() {}

    /**
     * Revokes one credential and deletes another.
     *
     * @param store the store
     * @param leaked the one to revoke
     * @param unused the one to delete
     * @return how many entries the trail of the deleted one has
     */
    public static int run(CredentialStore store, CredentialId leaked, CredentialId unused) {
        // tag::revoke[]
        store.revokeCredential(leaked, "ops@example.com", "Seen in a build log");
        boolean valid = store.isCredentialValid(leaked); // false from now on

        store.deleteCredential(unused, "ops@example.com", "The service is gone");
        int entries = store.getAuditTrail(unused).size(); // the trail stays
        // end::revoke[]
        return valid ? -1 : entries;
    }
}
