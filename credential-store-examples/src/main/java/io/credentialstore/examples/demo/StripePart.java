package io.credentialstore.examples.demo;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.DenialReason;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.examples.StripeApiHandler;
import io.credentialstore.examples.executor.SkillManifest;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Use case 1: a payment key, end to end. */
final class StripePart {
    /** The name of the credential, as the manifest has it. */
    static final String CREDENTIAL = "stripe_production";

    private StripePart() {}

    static void play(Stage stage) throws IOException {
        stage.narrator().say("A skill says in its manifest which credentials it needs:");
        stage.narrator().quote(manifestText());
        SkillManifest manifest = StripeApiHandler.manifest();
        stage.skills().register(manifest, new StripeApiHandler(customers(stage), CREDENTIAL));

        CredentialId id = storeKey(stage);
        grant(stage, id);
        runSkill(stage, id);
        callTool(stage, id);
    }

    private static String manifestText() throws IOException {
        try (InputStream in = Objects.requireNonNull(StripePart.class.getResourceAsStream(StripeApiHandler.MANIFEST))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String customers(Stage stage) {
        return stage.stripe().url(LoopbackService.CUSTOMERS);
    }

    private static CredentialId storeKey(Stage stage) {
        try (Secret key = stage.secret("fake_stripe_key_")) {
            stage.stripe().accept(LoopbackService.CUSTOMERS, key);
            CredentialId id = stage.store(CREDENTIAL, "stripe", new ApiKey(key.duplicate()));
            stage.narrator().say("The key is stored; this is all that can be known of it without the master key:");
            stage.narrator().quote(stage.store().getCredential(id).toString());
            stage.steps().check("it is stored and valid", stage.store().isCredentialValid(id));
            return id;
        }
    }

    private static void grant(Stage stage, CredentialId id) {
        AccessDecision before = stage.skills().check(StripeApiHandler.ID).get(CREDENTIAL);
        stage.steps()
                .equal("the skill may not use it yet", before, new AccessDecision.Denied(DenialReason.NOT_GRANTED));
        stage.grant(id, StripeApiHandler.ID, "Required for payment processing");
        AccessDecision after = stage.skills().check(StripeApiHandler.ID).get(CREDENTIAL);
        stage.steps().check(Stage.OPERATOR + " grants it: now it may", after instanceof AccessDecision.Granted);
    }

    private static void runSkill(Stage stage, CredentialId id) {
        Map<String, Object> input = Map.of("action", "create_customer", "email", "user@example.com");
        Map<String, Object> output = stage.skills().execute(StripeApiHandler.ID, input, Stage.USER);
        stage.narrator().say("The skill runs. In and out, and no key in either:");
        stage.narrator().quote("in:  " + input + "\nout: " + output);
        stage.steps().equal("the service checked the key and accepted it", output.get("status"), 200);
        stage.steps().equal("customers at the service", stage.stripe().customers(), 1);
        AuditEntry newest = stage.store().getAuditTrail(id).get(0);
        stage.steps()
                .check(
                        "the trail knows who used it, and for whom",
                        newest.action().equals(AuditAction.RETRIEVE)
                                && newest.entity().id().equals(StripeApiHandler.ID)
                                && Stage.USER.equals(newest.userId()));
    }

    private static void callTool(Stage stage, CredentialId id) {
        Map<String, Object> input = Map.of("method", "POST", "url", customers(stage), "body", "email=b@example.com");
        ToolCall call = ToolCall.of("http_request", input).withCredential(id);
        stage.narrator().say("A tool call may also name a credential by its id. It can be logged as it is:");
        stage.narrator().quote("tool: " + call.tool() + "\ncredential: " + call.credential());
        Map<String, Object> output = stage.tools().execute(call, Caller.skill(StripeApiHandler.ID));
        stage.steps().equal("the service accepted that too", output.get("status"), 200);
    }
}
