package io.credentialstore.examples.demo;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.DenialReason;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.examples.StripeApiHandler;
import io.credentialstore.examples.executor.ExecutorException;
import io.credentialstore.examples.executor.SkillManifest;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.value.ApiKey;
import java.util.List;
import java.util.Map;

/** What is refused, what the refused one learns, and what the owner learns. */
final class RefusalPart {
    private static final String SKILL = "report_writer";

    private RefusalPart() {}

    static void play(Stage stage) {
        CredentialId stripe = stage.store()
                .findCredential(StripePart.CREDENTIAL)
                .orElseThrow()
                .id();
        withoutGrant(stage, stripe);
        elsewhere(stage, stripe);
        revoked(stage);
    }

    private static void withoutGrant(Stage stage, CredentialId stripe) {
        stage.narrator().say("A skill without a grant asks for the payment key, then for one that does not exist:");
        register(stage, StripePart.CREDENTIAL);
        int served = stage.stripe().customers();
        stage.steps().refused("it is refused", AccessDeniedException.class, () -> run(stage));
        register(stage, "stripe_backup");
        stage.steps().refused("and in the same words here", AccessDeniedException.class, () -> run(stage));
        stage.steps()
                .equal(
                        "the service heard nothing of it; customers as before",
                        stage.stripe().customers(),
                        served);
        stage.narrator().say("The owner asks why:");
        explain(stage, stripe, DenialReason.NOT_GRANTED);
    }

    private static void register(Stage stage, String credential) {
        stage.skills()
                .register(
                        new SkillManifest(SKILL, "Report writer", List.of(credential), List.of("http_request")),
                        new StripeApiHandler(stage.stripe().url("/v1/customers"), credential));
    }

    private static Object run(Stage stage) {
        return stage.skills().execute(SKILL, Map.of("email", "x@example.com"), Stage.USER);
    }

    private static void elsewhere(Stage stage, CredentialId stripe) {
        stage.narrator().say("A skill that does have a grant is talked into sending the key elsewhere:");
        Map<String, Object> input = Map.of("url", stage.google().url("/v1/customers"));
        stage.steps()
                .refused(
                        "the tool refuses before the value is released",
                        ExecutorException.class,
                        () -> stage.tools()
                                .execute(
                                        ToolCall.of("http_request", input).withCredential(stripe),
                                        Caller.skill(StripeApiHandler.ID)));
    }

    private static void revoked(Stage stage) {
        stage.narrator().say("A credential is revoked; the skill's grant on it still stands:");
        CredentialId id = stage.store("legacy_api", "legacy", new ApiKey(stage.secret("fake_legacy_key_")));
        stage.grant(id, SKILL, "Until the migration is done");
        stage.store().retrieveCredential(id, SKILL).close();
        stage.store().revokeCredential(id, Stage.OPERATOR, "Leaked in a build log");
        stage.steps()
                .refused(
                        "it is refused at once",
                        CredentialUnavailableException.class,
                        () -> stage.store().retrieveCredential(id, SKILL));
        explain(stage, id, DenialReason.CREDENTIAL_REVOKED);
    }

    private static void explain(Stage stage, CredentialId id, DenialReason reason) {
        AccessDecision why = stage.store().explain(id, Caller.skill(SKILL));
        stage.steps().equal("the reason", why, new AccessDecision.Denied(reason));
    }
}
