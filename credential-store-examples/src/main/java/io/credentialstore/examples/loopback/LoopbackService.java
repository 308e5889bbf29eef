package io.credentialstore.examples.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.credentialstore.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody else's API: {@code POST /v1/customers} as at a payment service, {@code GET /drive/v3/files} as at a file
 * service. Each endpoint accepts one bearer token at a time, compares it in constant time, and never sends it back; with
 * no token set it refuses everyone. Thread-safe.
 */
public final class LoopbackService implements AutoCloseable {
    /** The payment endpoint. */
    public static final String CUSTOMERS = "/v1/customers";

    /** The file endpoint. */
    public static final String FILES = "/drive/v3/files";

    private static final String BEARER = "Bearer ";
    private static final int MAX_BODY = 65_536;

    private final HttpServer server;
    private final Map<String, byte[]> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger customers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    private LoopbackService(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts on a free port.
     *
     * @return the service, which the caller closes
     * @throws IOException when it cannot listen
     */
    public static LoopbackService start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LoopbackService service = new LoopbackService(server);
        server.createContext(CUSTOMERS, exchange -> service.serve(exchange, CUSTOMERS));
        server.createContext(FILES, exchange -> service.serve(exchange, FILES));
        server.start();
        return service;
    }

    /**
     * From now on an endpoint accepts this and nothing else: what the service does when a key is replaced there.
     *
     * @param endpoint {@link #CUSTOMERS} or {@link #FILES}
     * @param token the key or token; copied
     */
    public void accept(String endpoint, Secret token) {
        accepted.put(endpoint, token.useUtf8(byte[]::clone));
    }

    /**
     * Where it is.
     *
     * @return scheme, host and port
     */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Where an endpoint is.
     *
     * @param endpoint {@link #CUSTOMERS} or {@link #FILES}
     * @return the URL as text, as tools take it
     */
    public String url(String endpoint) {
        return origin() + endpoint;
    }

    /**
     * How many customers were created.
     *
     * @return the number
     */
    public int customers() {
        return customers.get();
    }

    /**
     * How many requests came with a wrong token or none.
     *
     * @return the number
     */
    public int refusals() {
        return refusals.get();
    }

    private void serve(HttpExchange exchange, String endpoint) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
        if (!isAccepted(exchange, endpoint)) {
            refusals.incrementAndGet();
            answer(exchange, 401, "{\"error\":{\"message\":\"Invalid API key provided\"}}");
        } else if (endpoint.equals(CUSTOMERS)) {
            String id = "cus_" + customers.incrementAndGet();
            answer(exchange, 200, "{\"id\":\"" + id + "\",\"object\":\"customer\",\"email\":\"" + email(body) + "\"}");
        } else {
            answer(exchange, 200, "{\"files\":[{\"name\":\"budget.xlsx\"},{\"name\":\"notes.txt\"}]}");
        }
    }

    private boolean isAccepted(HttpExchange exchange, String endpoint) {
        byte[] expected = accepted.get(endpoint);
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        return expected != null
                && sent != null
                && sent.startsWith(BEARER)
                && MessageDigest.isEqual(
                        expected, sent.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }

    private static String email(String form) {
        String decoded = URLDecoder.decode(form, StandardCharsets.UTF_8);
        return decoded.startsWith("email=")
                ? decoded.substring("email=".length()).replace("\"", "")
                : "";
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.stop(0);
    }
}
