package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.examples.executor.ToolExecutor;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Environment;
import io.credentialstore.value.ApiKey;
import java.util.Map;

/** Use case 2: one service, a development key and a production key. */
final class EnvironmentsPart {
    private static final String SKILL = "customer_import";

    private EnvironmentsPart() {}

    static void play(Stage stage) {
        Environment dev = Environment.DEV;
        CredentialId id = storeDevelopmentKey(stage);
        stage.grant(id, SKILL, "Imports test customers");
        stage.grant(production(stage).id(), SKILL, "Imports customers");
        stage.narrator().say("Both keys belong to the service stripe. The environment decides which one serves:");
        stage.steps()
                .equal(
                        "dev resolves to",
                        stage.store().resolveCredential("stripe", dev).name(),
                        "stripe_dev");
        stage.steps().equal("production resolves to", production(stage).name(), StripePart.CREDENTIAL);

        stage.narrator().say("A process says once where it runs (CREDENTIAL_STORE_ENVIRONMENT=dev) and asks without:");
        try (CredentialStore asDev = stage.open(dev)) {
            Credential resolved = asDev.resolveCredential("stripe");
            stage.steps().equal("a process in dev gets the dev key", resolved.name(), "stripe_dev");
            call(stage, asDev, resolved, stage.stripeDev(), 200);
        }
        call(stage, stage.store(), production(stage), stage.stripe(), 200);
        stage.narrator().say("And because each service really checks its key:");
        call(stage, stage.store(), stage.store().resolveCredential("stripe", dev), stage.stripe(), 401);
    }

    private static Credential production(Stage stage) {
        return stage.store().resolveCredential("stripe", Environment.PRODUCTION);
    }

    private static CredentialId storeDevelopmentKey(Stage stage) {
        try (ApiKey key = new ApiKey(stage.secret("fake_stripe_test_key_"))) {
            stage.stripeDev().accept(LoopbackService.CUSTOMERS, key.apiKey());
            return stage.store()
                    .storeCredential(
                            NewCredential.of("stripe_dev", "stripe", key).withEnvironment(Environment.DEV));
        }
    }

    private static void call(
            Stage stage, CredentialStore store, Credential credential, LoopbackService service, int expected) {
        ToolExecutor tools = Stage.tools(store, Map.of("stripe", service.origin()));
        ToolCall call = ToolCall.of(
                        "http_request",
                        Map.of("method", "POST", "url", service.url(LoopbackService.CUSTOMERS), "body", "email=c@d.e"))
                .withCredential(credential.id());
        Object status = tools.execute(call, Caller.skill(SKILL)).get("status");
        String where = service == stage.stripe() ? "production" : "dev";
        stage.steps().equal("the " + where + " service answers to " + credential.name(), status, expected);
    }
}
