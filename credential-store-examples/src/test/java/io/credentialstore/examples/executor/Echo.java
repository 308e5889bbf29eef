package io.credentialstore.examples.executor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that remembers the headers it got, sends them back, and redirects when told to. */
final class Echo implements AutoCloseable {
    final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Echo() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(Map.copyOf(exchange.getRequestHeaders()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] answer = (exchange.getRequestMethod() + " " + body + " "
                        + exchange.getRequestHeaders().entrySet())
                .getBytes(StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getQuery();
        if (query != null) {
            exchange.getResponseHeaders().set("Location", query);
        }
        exchange.sendResponseHeaders(query == null ? 200 : 307, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
