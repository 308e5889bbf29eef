package io.credentialstore.examples;

import io.credentialstore.examples.executor.ManifestReader;
import io.credentialstore.examples.executor.Skill;
import io.credentialstore.examples.executor.SkillManifest;
import io.credentialstore.examples.executor.ToolCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The work of the skill {@code stripe_api_handler}, whose manifest lies in {@code skills/stripe_api_handler.yaml}: it
 * creates a customer. It names the credential and never sees it.
 */
public final class StripeApiHandler implements Skill {
    /** The skill's id, as in its manifest. */
    public static final String ID = "stripe_api_handler";

    /** The manifest's place on the class path. */
    public static final String MANIFEST = "/skills/stripe_api_handler.yaml";

    private final String url;
    private final String credential;

    /**
     * For a service at this address.
     *
     * @param url where customers are created
     * @param credential the name or id of the credential to do it with
     */
    public StripeApiHandler(String url, String credential) {
        this.url = url;
        this.credential = credential;
    }

    /**
     * Reads the manifest that comes with it.
     *
     * @return what the skill needs
     * @throws IOException when the class path cannot be read
     */
    public static SkillManifest manifest() throws IOException {
        try (InputStream in = Objects.requireNonNull(StripeApiHandler.class.getResourceAsStream(MANIFEST))) {
            return ManifestReader.read(MANIFEST, in);
        }
    }

    @Override
    public Map<String, Object> run(Map<String, Object> input, Tools tools) {
        String email = URLEncoder.encode(String.valueOf(input.get("email")), StandardCharsets.UTF_8);
        Map<String, Object> request = Map.of("method", "POST", "url", url, "body", "email=" + email);
        return tools.call(ToolCall.of("http_request", request).withCredential(credential));
    }
}
