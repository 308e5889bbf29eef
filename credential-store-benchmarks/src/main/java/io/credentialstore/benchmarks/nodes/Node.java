package io.credentialstore.benchmarks.nodes;

import io.credentialstore.CredentialStore;
import io.credentialstore.jdbc.PostgresCredentialStore;
import io.credentialstore.model.CredentialId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.postgresql.ds.PGSimpleDataSource;

/** One process of several: works until it is told to stop, and counts what it did between two words of its parent. */
public final class Node {
    /** The work that is no {@link Sql}. */
    static final String RETRIEVE = "RETRIEVE";

    private final LongAdder done = new LongAdder();
    private volatile boolean over;

    private Node() {}

    private interface Call {
        void run() throws SQLException;
    }

    /**
     * Works. It says {@code ready} after its first calls; on a first line of input it begins to count, on a second it prints
     * how many calls per second there were, and ends.
     *
     * @param args {@value #RETRIEVE} or the name of an {@link Sql}; the server's URL; the credential; how many callers
     * @throws Exception when a call fails
     */
    public static void main(String[] args) throws Exception {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setURL(args[1]);
        int callers = Integer.parseInt(args[3]);
        if (RETRIEVE.equals(args[0])) {
            try (CredentialStore store = PostgresCredentialStore.open(server)) {
                CredentialId id = CredentialId.of(args[2]);
                Call call = () -> store.retrieveCredential(id, Server.SKILL).close();
                new Node().work(Collections.nCopies(callers, call));
            }
        } else {
            insert(Sql.valueOf(args[0]), server, callers);
        }
    }

    private static void insert(Sql sql, PGSimpleDataSource server, int callers) throws Exception {
        List<Call> calls = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Connection connection = server.getConnection();
            connections.add(connection);
            calls.add(new Inserter(connection, sql)::insert);
        }
        new Node().work(calls);
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private void work(List<Call> calls) throws Exception {
        for (Call call : calls) {
            call.run();
        }
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        List<Future<?>> callers = new ArrayList<>();
        for (Call call : calls) {
            callers.add(threads.submit(() -> {
                repeat(call);
                return true;
            }));
        }
        count();
        over = true;
        for (Future<?> caller : callers) {
            caller.get();
        }
        threads.shutdown();
    }

    private void repeat(Call call) throws SQLException {
        while (!over) {
            call.run();
            done.increment();
        }
    }

    private void count() throws IOException {
        System.out.println("ready");
        awaitLine();
        long before = done.sum();
        long since = System.nanoTime();
        awaitLine();
        System.out.println((done.sum() - before) * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - since));
    }

    private static void awaitLine() throws IOException {
        int read;
        do {
            read = System.in.read();
        } while (read != '\n' && read >= 0);
    }

    /** One connection with its statements prepared. */
    private static final class Inserter {
        private final List<PreparedStatement> statements = new ArrayList<>();

        Inserter(Connection connection, Sql sql) throws SQLException {
            for (String statement : sql.statements()) {
                statements.add(connection.prepareStatement(statement));
            }
        }

        void insert() throws SQLException {
            for (PreparedStatement statement : statements) {
                statement.execute();
            }
        }
    }
}
