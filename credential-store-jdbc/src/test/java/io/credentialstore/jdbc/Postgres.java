package io.credentialstore.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Databases for tests, each empty again or gone after its test. They are on one real server, which is started when the first
 * test asks for it and stopped when the JVM ends.
 */
public final class Postgres implements AfterEachCallback {
    private static final String SUPERUSER = "postgres";
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String TRUNCATE =
            "TRUNCATE store_state, key_slots, encryption_keys, credentials, credential_digests, "
                    + "credential_versions, credential_access_policies, credential_audit_log, credential_access_counts";

    /** Emptied: that takes less time than to make them anew. */
    private static final Deque<String> SPARE = new ArrayDeque<>();

    private final List<String> lent = new ArrayList<>();
    private final List<String> made = new ArrayList<>();

    /** Started at first use. */
    private static final class Server {
        static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** With nothing in it. */
    public DataSource emptyDatabase() {
        String name = create();
        made.add(name);
        return Database.server(url(name));
    }

    /** With the tables of a store, which must stay as they are, and no store in them yet. */
    public DataSource database() {
        return Database.server(place());
    }

    /** As {@link #database}, for whom a URL will do, be it another process. */
    String place() {
        String place = Objects.requireNonNullElseGet(SPARE.poll(), Postgres::migrated);
        lent.add(place);
        return place;
    }

    private static String migrated() {
        String place = url(create());
        PostgresStorage.open(Database.server(place)).close();
        return place;
    }

    private static String create() {
        String name = "test_" + NAMES.incrementAndGet();
        execute(url(SUPERUSER), "CREATE DATABASE " + name);
        return name;
    }

    private static String url(String database) {
        return Server.ONE.getJdbcUrl(SUPERUSER, database);
    }

    private static void execute(String place, String... statements) {
        try (Connection connection = Database.connect(place)) {
            Sqlite.execute(connection, statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (String place : lent) {
            execute(place, TRUNCATE);
            SPARE.add(place);
        }
        for (String name : made) {
            execute(url(SUPERUSER), "DROP DATABASE " + name + " WITH (FORCE)");
        }
        lent.clear();
        made.clear();
    }
}
