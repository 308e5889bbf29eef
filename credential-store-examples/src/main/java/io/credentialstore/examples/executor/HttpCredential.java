package io.credentialstore.examples.executor;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialType;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.OAuthToken;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * A credential as one header of one request. {@code java.net.http} takes headers as {@code String}, which cannot be
 * wiped: this object and the request are dropped together as soon as the response is there.
 */
final class HttpCredential {
    private static final String AUTHORIZATION = "Authorization";
    private static final Set<CredentialType> TYPES =
            Set.of(CredentialType.API_KEY, CredentialType.OAUTH_TOKEN, CredentialType.BASIC_AUTH);

    private final String credentialName;
    private final String header;
    private final String scheme;
    private final String text;

    private HttpCredential(String credentialName, String header, String scheme, String text) {
        this.credentialName = credentialName;
        this.header = header;
        this.scheme = scheme;
        this.text = text;
    }

    static void requireType(Credential credential) {
        if (!TYPES.contains(credential.type())) {
            throw new ExecutorException(
                    Reason.NOT_USABLE_HERE,
                    "The credential " + credential.name() + " is of type "
                            + credential.type().code() + ", which has no form as an HTTP header.");
        }
    }

    /** In {@code Authorization} with its scheme, or bare in a header of the caller's choice. */
    static HttpCredential of(RetrievedCredential released, String header) {
        CredentialValue value = released.value();
        String name = released.name();
        if (value instanceof BasicAuth basic) {
            return new HttpCredential(name, AUTHORIZATION, "Basic ", basic(basic));
        }
        String text = value instanceof OAuthToken token
                ? token.accessToken().use(String::new)
                : released.value(ApiKey.class).apiKey().use(String::new);
        return header.isEmpty()
                ? new HttpCredential(name, AUTHORIZATION, "Bearer ", text)
                : new HttpCredential(name, header, "", text);
    }

    private static String basic(BasicAuth basic) {
        return basic.password()
                .use(password -> Base64.getEncoder()
                        .encodeToString(
                                (basic.username() + ":" + new String(password)).getBytes(StandardCharsets.UTF_8)));
    }

    /** Last, so that it replaces a header of that name in the input. */
    HttpRequest.Builder addTo(HttpRequest.Builder request) {
        try {
            return request.setHeader(header, scheme + text);
        } catch (IllegalArgumentException withTheHeaderInIt) {
            throw new ExecutorException(
                    Reason.NOT_USABLE_HERE,
                    "The credential " + credentialName + " or the header's name holds characters that HTTP does not"
                            + " allow in a header.");
        }
    }

    String redact(String body) {
        return body.replace(text, "[REDACTED:" + credentialName + "]");
    }
}
