package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.value.ApiKey;
import java.util.List;

/** What is handed to code that runs for a skill: it can do what the skill was granted, and nothing else. */
public final class ScopedStore {
    private ScopedStore() {}

    /**
     * Acts as the skill {@code stripe_api_handler}.
     *
     * @param store the owner's store
     * @param notGranted a credential that the skill has no grant on
     * @return what the skill saw
     */
    public static String run(CredentialStore store, CredentialId notGranted) {
        // tag::scoped[]
        Caller caller = Caller.skill("stripe_api_handler")
                .withUser("uma@example.com")
                .withRun("run-42")
                .withPurpose("create a customer");
        ScopedCredentialStore scoped = store.as(caller);

        List<Credential> mine = scoped.getAccessibleCredentials();
        Credential stripe = scoped.resolveCredential("stripe");
        try (RetrievedCredential released = scoped.retrieveCredential(stripe.id())) {
            int length = released.value(ApiKey.class).apiKey().length();
            // end::scoped[]
            return mine.size() + " accessible, " + length + " bytes, " + refusal(scoped, notGranted);
            // tag::scoped[]
        }
        // end::scoped[]
    }

    private static String refusal(ScopedCredentialStore scoped, CredentialId notGranted) {
        try (RetrievedCredential released = scoped.retrieveCredential(notGranted)) {
            return "got " + released;
        } catch (AccessDeniedException e) {
            return e.code().toString();
        }
    }
}
