package io.credentialstore.examples.demo;

import io.credentialstore.examples.ExistingExecutor;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.secret.Secret;
import java.io.IOException;
import java.net.URI;

/** What an executor that exists already has to change. */
final class AdoptionPart {
    private static final String HARD_CODED = "fake_hard_coded_key";

    private AdoptionPart() {}

    static void play(Stage stage) throws IOException, InterruptedException {
        ExistingExecutor executor = new ExistingExecutor();
        try (LoopbackService service = LoopbackService.start()) {
            URI customers = URI.create(service.url(LoopbackService.CUSTOMERS));
            before(stage, executor, service, customers);
            after(stage, executor, service, customers);
        }
    }

    private static void before(Stage stage, ExistingExecutor executor, LoopbackService service, URI customers)
            throws IOException, InterruptedException {
        stage.narrator().say("Before, the key stands in the code, in every copy of it and in its history:");
        stage.narrator().quote(".header(\"Authorization\", \"Bearer " + HARD_CODED + "\")");
        try (Secret old = Secret.ofString(HARD_CODED)) {
            service.accept(LoopbackService.CUSTOMERS, old);
        }
        stage.steps().equal("the service answers", executor.before(customers), 200);
    }

    private static void after(Stage stage, ExistingExecutor executor, LoopbackService service, URI customers)
            throws IOException, InterruptedException {
        stage.narrator()
                .say(
                        "The four steps: open the store; store the credential; grant access; name it in the skill's",
                        "definition. The executor then fetches it in the skill's name:");
        stage.narrator().quote("try (RetrievedCredential released = store.retrieveCredential(id, skill.id())) { ... }");
        try (Secret key = stage.secret("fake_service_key_")) {
            ExistingExecutor.Skill skill = ExistingExecutor.adopt(stage.store(), key);
            service.accept(LoopbackService.CUSTOMERS, key);
            stage.steps()
                    .equal(
                            "the service answers to a key that stands nowhere in the code",
                            executor.after(stage.store(), skill, customers),
                            200);
        }
        stage.steps().equal("and to the one from the code", executor.before(customers), 401);
    }
}
