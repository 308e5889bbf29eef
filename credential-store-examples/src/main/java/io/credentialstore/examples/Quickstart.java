package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.nio.file.Path;

/** The whole round: open, store, grant, retrieve, use, rotate, audit. Needs {@code MASTER_ENCRYPTION_KEY}. */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Runs the round in the current folder, with keys that open nothing.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        run("fake_stripe_key_1".toCharArray(), "fake_stripe_key_2".toCharArray());
        try (CredentialStore store = open()) {
            System.out.println("valid: "
                    + store.isCredentialValid(store.resolveCredential("stripe").id()));
        }
    }

    /**
     * The round.
     *
     * @param typed a key, as a person typed it
     * @param typedLater the key that replaces it
     */
    public static void run(char[] typed, char[] typedLater) {
        // tag::tour[]
        try (CredentialStore store = SqliteCredentialStore.open(Path.of("credentials.db"));
                ApiKey key = new ApiKey(Secret.of(typed));
                ApiKey renewed = new ApiKey(Secret.of(typedLater))) {
            CredentialId id = store.storeCredential("stripe_production", "stripe", key);
            store.grantAccess(id, Entity.skill("stripe_api_handler"), AccessLevel.READ);
            try (RetrievedCredential stripe = store.retrieveCredential(id, "stripe_api_handler")) {
                stripe.value(ApiKey.class).apiKey().use(Quickstart::send);
            }
            store.rotateCredential(id, renewed, "ops@example.com");
            store.getAuditTrail(id).forEach(System.out::println);
        }
        // end::tour[]
    }

    /**
     * Uses a credential that is stored already.
     *
     * @param store the store
     * @param id the credential
     * @return how many characters were sent
     */
    public static int use(CredentialStore store, CredentialId id) {
        // tag::use[]
        try (RetrievedCredential stripe = store.retrieveCredential(id, "stripe_api_handler")) {
            ApiKey value = stripe.value(ApiKey.class);
            return value.apiKey().use(key -> send(key)); // key is overwritten when send returns
        }
        // end::use[]
    }

    /**
     * Opens the store of {@link #run} again, saying more about itself.
     *
     * @return the store, which the caller closes
     */
    public static CredentialStore open() {
        // tag::open[]
        CredentialStore store = SqliteCredentialStore.builder(Path.of("credentials.db"))
                .application("payments")
                .environment(Environment.PRODUCTION)
                .open();
        // end::open[]
        return store;
    }

    /** Stands for a call to the service. */
    private static int send(char[] key) {
        return key.length;
    }
}
