package io.credentialstore.security.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A way to a server, through a port of this process, on which the connection that sends one certain message is lost. All
 * others go on, and new ones can be made until it is closed. Thread-safe.
 */
public final class FailingLine implements AutoCloseable {
    private static final String JDBC = "jdbc:";
    private static final int MOST_BYTES = 1 << 16;

    /** How the server ends its answer to a COMMIT, whose own text the driver does not send each time. */
    private static final String COMMITTED = "COMMIT\0";

    /** What gets lost together with the connection. */
    public enum Loss {
        /** The server never gets the message. */
        MESSAGE,
        /** The server does what the message says; the client never hears of it. */
        ANSWER
    }

    private final URI server;
    private final int lost;
    private final Loss loss;
    private final ServerSocket port;
    private final AtomicInteger messages = new AtomicInteger();
    private final Queue<Integer> commits = new ConcurrentLinkedQueue<>();

    /**
     * Opens it.
     *
     * @param place a URL of the server
     * @param lost the number of the message, from 1; a greater one than there are for a line that does not fail
     * @param loss what gets lost
     */
    public FailingLine(String place, int lost, Loss loss) throws IOException {
        this.server = URI.create(place.substring(JDBC.length()));
        this.lost = lost;
        this.loss = loss;
        this.port = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start("line", this::accept);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The URL of the server on this line. */
    public String place() {
        return JDBC
                + server.toString()
                        .replace(
                                server.getAuthority(),
                                port.getInetAddress().getHostAddress() + ":" + port.getLocalPort());
    }

    /** How many messages there were so far. */
    public int messages() {
        return messages.get();
    }

    /** The numbers of those that commit. */
    public List<Integer> commits() {
        return List.copyOf(commits);
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(port.accept(), new Socket(server.getHost(), server.getPort()));
                start("line to the server", connection::ask);
                start("line to the client", connection::answer);
            }
        } catch (IOException e) {
            if (!port.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
    }

    /** One connection of a client, which sends no second message before the first is answered. */
    private final class Connection {
        private final Socket client;
        private final Socket upstream;
        private volatile int message;

        Connection(Socket client, Socket upstream) throws IOException {
            this.client = client;
            this.upstream = upstream;
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        }

        void ask() {
            pass(client, upstream, text -> {
                message = messages.incrementAndGet();
                return message == lost && loss == Loss.MESSAGE;
            });
        }

        void answer() {
            pass(upstream, client, text -> {
                if (text.contains(COMMITTED)) {
                    commits.add(message);
                }
                return message == lost && loss == Loss.ANSWER;
            });
        }

        private void pass(Socket from, Socket to, Predicate<String> isEnd) {
            byte[] bytes = new byte[MOST_BYTES];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int length = in.read(bytes);
                while (length >= 0 && !isEnd.test(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))) {
                    out.write(bytes, 0, length);
                    length = in.read(bytes);
                }
            } catch (IOException e) {
                // one side is gone, and so the other
            }
        }
    }
}
