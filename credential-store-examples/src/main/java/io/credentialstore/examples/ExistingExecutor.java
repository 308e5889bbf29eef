package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Credentials for an executor that a host has already: what it was, the four steps, and what it is afterwards. */
public final class ExistingExecutor {
    // also Java's default: the header would otherwise follow a redirect to another host
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /** An executor without a store. */
    public ExistingExecutor() {}

    /**
     * A skill as this host knows it.
     *
     * @param id its id
     * @param requiresCredentials what is new: the names of the credentials that it needs; empty for all that need none
     */
    public record Skill(String id, List<String> requiresCredentials) {}

    /**
     * As it was: the key stands in the code.
     *
     * @param customers where customers are created
     * @return the HTTP status
     * @throws IOException when the service does not answer
     * @throws InterruptedException when interrupted
     */
    public int before(URI customers) throws IOException, InterruptedException {
        // tag::before[]
        HttpRequest request = HttpRequest.newBuilder(customers)
                .header("Authorization", "Bearer fake_hard_coded_key")
                .POST(BodyPublishers.ofString("email=ada@example.com"))
                .build();
        // end::before[]
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    /**
     * The steps that are done once.
     *
     * @param store an open store, which is step 1
     * @param apiKey the key, which the caller closes
     * @return the skill as it is declared from now on
     */
    public static Skill adopt(CredentialStore store, Secret apiKey) {
        // tag::adopt[]
        // Step 2: store the credential
        CredentialId id = store.storeCredential("my_api", "service", new ApiKey(apiKey));

        // Step 3: grant access
        store.grantAccess(id, Entity.skill("my_skill"), AccessLevel.READ);

        // Step 4: let the skill's definition name what it needs
        Skill skill = new Skill("my_skill", List.of("my_api"));
        // end::adopt[]
        return skill;
    }

    /**
     * As it is afterwards: the executor fetches the key right before it is needed, in the skill's name.
     *
     * @param store the store
     * @param skill the skill that runs
     * @param customers where customers are created
     * @return the HTTP status
     * @throws IOException when the service does not answer
     * @throws InterruptedException when interrupted
     */
    public int after(CredentialStore store, Skill skill, URI customers) throws IOException, InterruptedException {
        String name = skill.requiresCredentials().get(0);
        // tag::after[]
        try (RetrievedCredential released = store.retrieveCredential(name, Caller.skill(skill.id()))) {
            String key = released.value(ApiKey.class).apiKey().use(String::new);
            HttpRequest request = HttpRequest.newBuilder(customers)
                    .header("Authorization", "Bearer " + key)
                    .POST(BodyPublishers.ofString("email=ada@example.com"))
                    .build();
            return http.send(request, BodyHandlers.ofString()).statusCode();
        }
        // end::after[]
    }
}
