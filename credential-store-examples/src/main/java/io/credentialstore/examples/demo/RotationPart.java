package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.examples.StripeApiHandler;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key is replaced between two runs of a skill, with no change to the skill. */
final class RotationPart {
    private RotationPart() {}

    static void play(Stage stage) {
        Credential credential =
                stage.store().findCredential(StripePart.CREDENTIAL).orElseThrow();
        stage.steps().equal("the service accepts version 1", run(stage), 200);
        try (Secret renewed = stage.secret("fake_stripe_key_")) {
            stage.stripe().accept(LoopbackService.CUSTOMERS, renewed);
            stage.narrator().say("The payment service now wants a new key and nothing else.");
            stage.steps().equal("the service refuses the old value", run(stage), 401);
            rotate(stage, credential, renewed);
            stage.steps().equal("the service accepts what the same skill sends now", run(stage), 200);
        }
        keepOldVersionForAWhile(stage.steps(), stage.store(), credential);
    }

    private static @Nullable Object run(Stage stage) {
        return stage.skills()
                .execute(StripeApiHandler.ID, Map.of("email", "r@example.com"), Stage.USER)
                .get("status");
    }

    private static void rotate(Stage stage, Credential credential, Secret renewed) {
        try (ApiKey value = new ApiKey(renewed.duplicate())) {
            int version = stage.store()
                    .rotateCredential(
                            credential.id(), value, Rotation.by(Stage.OPERATOR).withGracePeriod(Duration.ofHours(1)));
            stage.steps().equal(Stage.OPERATOR + " rotates it; this is version", version, 2);
        }
    }

    private static void keepOldVersionForAWhile(Steps steps, CredentialStore store, Credential credential) {
        Caller skill = Caller.skill(StripeApiHandler.ID);
        try (RetrievedCredential old = store.retrieveCredential(credential.id(), 1, skill);
                RetrievedCredential current = store.retrieveCredential(credential.id(), skill)) {
            steps.equal("for an hour the old one can be asked for by its number", old.version(), 1);
            steps.check("it holds another value than the new one", !old.value().equals(current.value()));
        }
    }
}
