package io.credentialstore.examples.executor;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tool {@code http_request}: input {@code url}, and if wanted {@code method}, {@code headers}, {@code body} and
 * {@code credentialHeader}; output {@code status} and {@code body}.
 *
 * <p>A credential goes into a header, and only to the origin that the host has named for the credential's service:
 * whoever can make a skill call another address gets nothing. Redirects are not followed, because they would carry the
 * header along. Where the service sends the very text of the credential back, the output says {@code [REDACTED:name]}.
 */
public final class HttpTool implements Tool {
    /** The largest response that is read, in bytes. */
    public static final int MAX_RESPONSE = 1_048_576;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, URI> originByService;
    private final HttpClient client;

    /**
     * For these services.
     *
     * @param originByService where each service is, such as {@code stripe} at {@code https://api.stripe.com}; https, or
     *     http on loopback
     * @throws ExecutorException when an origin is neither
     */
    public HttpTool(Map<String, URI> originByService) {
        originByService.forEach(HttpTool::requireSafe);
        this.originByService = Map.copyOf(originByService);
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
    }

    private static void requireSafe(String service, URI origin) {
        boolean encrypted = "https".equals(origin.getScheme());
        boolean local = "http".equals(origin.getScheme()) && LOOPBACK.contains("" + origin.getHost());
        if (origin.getHost() == null || !(encrypted || local)) {
            throw new ExecutorException(
                    Reason.INVALID_INPUT, "The origin of " + service + " must be https, or http on loopback.");
        }
    }

    @Override
    public String id() {
        return "http_request";
    }

    @Override
    public void requireUsable(Credential credential, Map<String, Object> input) {
        HttpCredential.requireType(credential);
        URI origin = originByService.get(credential.service());
        if (origin == null || !isSameOrigin(origin, url(input))) {
            throw new ExecutorException(
                    Reason.NOT_USABLE_HERE,
                    "The credential " + credential.name() + " opens " + credential.service()
                            + " and may only be sent to "
                            + (origin == null ? "an origin that the host names for it" : origin) + ".");
        }
    }

    private static boolean isSameOrigin(URI origin, URI url) {
        return origin.getScheme().equals(url.getScheme())
                && origin.getHost().equals(url.getHost())
                && origin.getPort() == url.getPort();
    }

    @Override
    public Map<String, Object> execute(Map<String, Object> input, @Nullable RetrievedCredential credential) {
        if (credential == null) {
            return send(request(input).build(), null);
        }
        HttpCredential header = HttpCredential.of(credential, new Arguments(input).text("credentialHeader", ""));
        return send(header.addTo(request(input)).build(), header);
    }

    private static HttpRequest.Builder request(Map<String, Object> input) {
        Arguments arguments = new Arguments(input);
        String body = arguments.text("body", "");
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url(input))
                    .timeout(PATIENCE)
                    .method(arguments.text("method", "GET"), BodyPublishers.ofString(body));
            arguments.map("headers").forEach((name, value) -> request.setHeader("" + name, "" + value));
            return request;
        } catch (IllegalArgumentException e) {
            throw new ExecutorException(
                    Reason.INVALID_INPUT, "The tool's input has a url, method or header that HTTP does not allow.");
        }
    }

    private static URI url(Map<String, Object> input) {
        try {
            return URI.create(new Arguments(input).text("url"));
        } catch (IllegalArgumentException e) {
            throw new ExecutorException(Reason.INVALID_INPUT, "The tool's input has a url that is none.");
        }
    }

    private Map<String, Object> send(HttpRequest request, @Nullable HttpCredential sent) {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                String body = new String(in.readNBytes(MAX_RESPONSE), StandardCharsets.UTF_8);
                return Map.of("status", response.statusCode(), "body", sent == null ? body : sent.redact(body));
            }
        } catch (IOException e) {
            throw failed(request, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(request, "interrupted");
        }
    }

    private static ExecutorException failed(HttpRequest request, String why) {
        return new ExecutorException(
                Reason.TOOL_FAILED, "No answer from " + request.uri().getHost() + ": " + why + ".");
    }
}
