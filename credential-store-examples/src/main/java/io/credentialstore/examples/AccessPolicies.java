package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Instant;
import java.util.List;

/** Saying who may do what, and asking. */
public final class AccessPolicies {
    private AccessPolicies() {}

    /**
     * Grants access to two entities and takes one grant back.
     *
     * @param store the store
     * @param id a credential
     * @param friday when the first grant is to end
     */
    public static void run(CredentialStore store, CredentialId id, Instant friday) {
        // tag::grant[]
        store.grantAccess(
                id,
                Grant.of(Entity.skill("data_analyzer"), AccessLevel.READ)
                        .withExpiresAt(friday)
                        .withGrantedBy("ops@example.com")
                        .withReason("Quarterly report"));

        store.grantAccess(id, Entity.tool("key_rotator"), AccessLevel.WRITE);
        store.revokeAccess(id, Entity.tool("key_rotator"));
        // end::grant[]
    }

    /**
     * Asks the same store about it.
     *
     * @param store the store
     * @param id the credential
     * @return what the questions say together
     */
    public static String ask(CredentialStore store, CredentialId id) {
        // tag::ask[]
        Entity skill = Entity.skill("data_analyzer");
        boolean may = store.hasAccess(id, skill);
        AccessDecision why = store.explain(id, skill); // Granted[policy=…] or Denied[reason=…]
        List<AccessPolicy> grants = store.getAccessPolicies(id);
        List<Credential> accessible = store.getAccessibleCredentials(skill);
        // end::ask[]
        return may + ", " + why.isGranted() + ", " + grants.size() + ", " + accessible.size();
    }
}
