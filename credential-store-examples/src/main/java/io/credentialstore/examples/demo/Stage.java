package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.examples.executor.HttpTool;
import io.credentialstore.examples.executor.JdbcTool;
import io.credentialstore.examples.executor.SkillExecutor;
import io.credentialstore.examples.executor.ToolExecutor;
import io.credentialstore.examples.loopback.LoopbackDatabase;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.CredentialValue;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What all parts share: a store, the services that its credentials open, and the executor between them. */
final class Stage implements AutoCloseable {
    /** Who administers the store in this story. */
    static final String OPERATOR = "olga@example.com";

    /** Who uses the skills in this story. */
    static final String USER = "uma@example.com";

    private final Place place;
    private final MasterKeyProvider masterKey;
    private final Steps steps;
    private final Secrets secrets;
    private final LoopbackService stripe = LoopbackService.start();
    private final LoopbackService stripeDev = LoopbackService.start();
    private final LoopbackService google = LoopbackService.start();
    private final CredentialStore store;
    private final ToolExecutor tools;
    private final SkillExecutor skills;

    Stage(Place place, MasterKeyProvider masterKey, Steps steps, Secrets secrets) throws IOException {
        this.place = place;
        this.masterKey = masterKey;
        this.steps = steps;
        this.secrets = secrets;
        this.store = open(Environment.PRODUCTION);
        this.tools = tools(store, Map.of("stripe", stripe.origin(), "google", google.origin()));
        this.skills = new SkillExecutor(store, tools);
    }

    /** The same store, as a process in that environment opens it. */
    CredentialStore open(Environment environment) {
        return place.builder()
                .masterKey(masterKey)
                .application("demo")
                .environment(environment)
                .open();
    }

    static ToolExecutor tools(CredentialStore store, Map<String, URI> origins) {
        return new ToolExecutor(store, List.of(new HttpTool(origins), new JdbcTool(LoopbackDatabase::url)));
    }

    /** Stores a value and closes it, as whoever makes a value must. */
    CredentialId store(String name, String service, CredentialValue value) {
        try (value) {
            return store.storeCredential(NewCredential.of(name, service, value).withCreatedBy(OPERATOR));
        }
    }

    void grant(CredentialId id, String skill, String reason) {
        store.grantAccess(
                id,
                Grant.of(Entity.skill(skill), AccessLevel.READ)
                        .withGrantedBy(OPERATOR)
                        .withReason(reason));
    }

    Secret secret(String prefix) {
        return secrets.make(prefix);
    }

    Place place() {
        return place;
    }

    MasterKeyProvider masterKey() {
        return masterKey;
    }

    Steps steps() {
        return steps;
    }

    Narrator narrator() {
        return steps.narrator();
    }

    CredentialStore store() {
        return store;
    }

    ToolExecutor tools() {
        return tools;
    }

    SkillExecutor skills() {
        return skills;
    }

    LoopbackService stripe() {
        return stripe;
    }

    LoopbackService stripeDev() {
        return stripeDev;
    }

    LoopbackService google() {
        return google;
    }

    @Override
    public void close() {
        store.close();
        stripe.close();
        stripeDev.close();
        google.close();
    }
}
