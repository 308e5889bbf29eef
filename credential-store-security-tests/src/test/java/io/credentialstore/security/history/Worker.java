package io.credentialstore.security.history;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.security.history.Call.Kind;
import io.credentialstore.security.process.Failures;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Calls a store at random and remembers what it saw. For one thread. */
final class Worker implements Callable<List<Call>> {
    private static final List<String> ENTITIES = List.of("reader", "writer");

    private final CredentialStore store;
    private final List<CredentialId> credentials;
    private final String name;
    private final int count;
    private final Random random;
    private final List<Call> calls = new ArrayList<>();

    /**
     * For one run.
     *
     * @param name unique; each call is named after it, and its random choices depend on it alone
     * @param count how many calls it makes
     */
    Worker(CredentialStore store, List<CredentialId> credentials, String name, int count) {
        this.store = store;
        this.credentials = credentials;
        this.name = name;
        this.count = count;
        this.random = new Random(name.hashCode());
    }

    @Override
    public List<Call> call() {
        for (int i = 0; i < count; i++) {
            // an interrupt is for one call
            Thread.interrupted();
            call(name + "-" + i, kind(i));
        }
        return calls;
    }

    /** Mostly retrievals; credentials are withdrawn only towards the end, so that there is something to be called. */
    private Kind kind(int number) {
        int choice = random.nextInt(100);
        if (choice < 4 && number > count * 3 / 4) {
            return Kind.REVOKE;
        }
        if (choice < 60) {
            return Kind.RETRIEVE;
        }
        return choice < 75 ? Kind.GRANT : choice < 87 ? Kind.REVOKE_ACCESS : Kind.ROTATE;
    }

    private void call(String id, Kind kind) {
        CredentialId credential = credentials.get(random.nextInt(credentials.size()));
        String entity = ENTITIES.get(random.nextInt(ENTITIES.size()));
        long began = System.nanoTime();
        String outcome = outcome(id, kind, credential, Entity.skill(entity));
        long ended = System.nanoTime();
        calls.add(new Call(id, kind, credential.value(), entity, began, ended, outcome));
    }

    private String outcome(String id, Kind kind, CredentialId credential, Entity entity) {
        try {
            switch (kind) {
                case RETRIEVE -> {
                    return retrieve(id, credential, entity);
                }
                case GRANT ->
                    store.grantAccess(
                            credential, Grant.of(entity, AccessLevel.READ).withGrantedBy(id));
                case REVOKE_ACCESS -> store.revokeAccess(credential, entity, id);
                case ROTATE -> rotate(id, credential);
                case REVOKE -> store.revokeCredential(credential, id, null);
            }
            return Call.DONE;
        } catch (CredentialStoreException e) {
            return Failures.outcome(e);
        }
    }

    private String retrieve(String id, CredentialId credential, Entity entity) {
        try (RetrievedCredential retrieved =
                store.retrieveCredential(credential, Caller.of(entity).withUser(id))) {
            return retrieved.value(ApiKey.class).apiKey().use(String::new);
        }
    }

    private void rotate(String id, CredentialId credential) {
        try (ApiKey value = TestValues.apiKey(id)) {
            store.rotateCredential(credential, value, id);
        }
    }
}
