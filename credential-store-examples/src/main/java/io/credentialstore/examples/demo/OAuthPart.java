package io.credentialstore.examples.demo;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.examples.executor.SkillManifest;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.model.CredentialId;
import io.credentialstore.value.OAuthToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Use case 3: an OAuth token with all that it takes to renew it. */
final class OAuthPart {
    private static final String SKILL = "drive_reader";

    private OAuthPart() {}

    static void play(Stage stage) {
        Instant expiry = Instant.now().plus(1, ChronoUnit.HOURS);
        try (OAuthToken token = OAuthToken.of(stage.secret("fake_google_access_"))
                .withRefreshToken(stage.secret("fake_google_refresh_"))
                .withExpiresAt(expiry)
                .withTokenType("Bearer")
                .withScopes(List.of("drive.readonly", "gmail.send"))) {
            stage.google().accept(LoopbackService.FILES, token.accessToken());
            CredentialId id = stage.store().storeCredential("google_oauth", "google", token);
            look(stage, id, token);
            use(stage, id);
        }
    }

    private static void look(Stage stage, CredentialId id, OAuthToken stored) {
        try (RetrievedCredential released = stage.store().retrieveCredentialAsOwner(id, Stage.OPERATOR)) {
            OAuthToken kept = released.value(OAuthToken.class);
            stage.narrator().say("What comes back is what went in. Printed, it gives nothing away:");
            stage.narrator()
                    .quote(kept + "\nscopes " + kept.scopes() + "\nexpires "
                            + kept.expiresAt().orElseThrow());
            stage.steps().check("access token, refresh token, expiry and scopes are the same", kept.equals(stored));
            stage.steps()
                    .check(
                            "the refresh token is there for when it expires",
                            kept.refreshToken().isPresent());
        }
    }

    private static void use(Stage stage, CredentialId id) {
        stage.grant(id, SKILL, "Lists files");
        String url = stage.google().url(LoopbackService.FILES);
        stage.skills()
                .register(
                        new SkillManifest(SKILL, "Drive reader", List.of("google_oauth"), List.of("http_request")),
                        (input, tools) -> tools.call(
                                ToolCall.of("http_request", Map.of("url", url)).withCredential("google_oauth")));
        Map<String, Object> output = stage.skills().execute(SKILL, Map.of(), Stage.USER);
        stage.narrator().quote("out: " + output);
        stage.steps().equal("the service accepted it as a bearer token", output.get("status"), 200);
        stage.steps().equal("the service refused nothing", stage.google().refusals(), 0);
    }
}
