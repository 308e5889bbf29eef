package io.credentialstore.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Databases for tests, each empty again or gone after its test. They are on one real server, which is started when the first
 * test asks for it and stopped when the JVM ends.
 */
public final class Postgres implements AfterEachCallback {
    public static final String LIBRARY = "credential_store_library";
    public static final String RETENTION = "credential_store_retention";

    private static final String OWNER = "credential_store_owner";
    private static final String SUPERUSER = "postgres";

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String TRUNCATE =
            "TRUNCATE store_state, key_slots, encryption_keys, credentials, credential_digests, "
                    + "credential_versions, credential_access_policies, credential_audit_log, credential_access_counts";

    /** Emptied: that takes less time than to make them anew. */
    private static final Deque<String> SPARE = new ArrayDeque<>();

    private final List<String> lent = new ArrayList<>();
    private final List<String> made = new ArrayList<>();

    /** Started at first use, unless {@code -Dtest.postgres=host:port} names one that has none of the roles yet. */
    private static final class Server {
        static final String URL = "jdbc:postgresql://%s/%%s?user=%%s".formatted(address());

        static {
            // The scripts leave it to whoever runs them to say who logs in.
            for (String role : List.of(OWNER, LIBRARY, RETENTION)) {
                execute(SUPERUSER, SUPERUSER, "CREATE ROLE " + role + " LOGIN");
            }
        }

        private static String address() {
            try {
                String running = System.getProperty("test.postgres");
                return running == null ? "localhost:" + EmbeddedPostgres.start().getPort() : running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String url(String role, String database) {
            return URL.formatted(database, role);
        }
    }

    /** With nothing in it. */
    public DataSource emptyDatabase() {
        return emptyDatabase("");
    }

    /** With nothing in it, made with these options. */
    DataSource emptyDatabase(String options) {
        String name = create(options);
        made.add(name);
        return as(SUPERUSER, name);
    }

    /** The same for another role. */
    DataSource sameDatabase(DataSource database, String role) {
        return as(role, ((PGSimpleDataSource) database).getDatabaseName());
    }

    /** With the tables of a store, which must stay as they are, and no store in them yet; for a role that may do anything. */
    public DataSource database() {
        return database(SUPERUSER);
    }

    /** As {@link #database()}, for a role that may do what the scripts grant it. */
    public DataSource database(String role) {
        return as(role, borrow());
    }

    /** As {@link #database()}, for whom a URL will do, be it another process. */
    String place() {
        return url(SUPERUSER, borrow());
    }

    private String borrow() {
        String name = Objects.requireNonNullElseGet(SPARE.poll(), Postgres::migrated);
        lent.add(name);
        return name;
    }

    /** As docs/postgresql.md says. */
    private static String migrated() {
        String name = create("");
        execute(SUPERUSER, name, script("roles.sql"));
        PostgresStorage.open(as(OWNER, name)).close();
        execute(OWNER, name, script("grants.sql"));
        return name;
    }

    private static String script(String name) {
        try (InputStream script =
                Postgres.class.getResourceAsStream("/io/credentialstore/jdbc/db/postgresql/" + name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String create(String options) {
        String name = "test_" + NAMES.incrementAndGet();
        execute(SUPERUSER, SUPERUSER, "CREATE DATABASE " + name + " " + options);
        return name;
    }

    private static DataSource as(String role, String database) {
        return Database.server(url(role, database));
    }

    private static String url(String role, String database) {
        return Server.url(role, database);
    }

    private static void execute(String role, String database, String... statements) {
        try (Connection connection = Database.connect(url(role, database))) {
            Sqlite.execute(connection, statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (String name : lent) {
            execute(SUPERUSER, name, TRUNCATE);
            SPARE.add(name);
        }
        for (String name : made) {
            execute(SUPERUSER, SUPERUSER, "DROP DATABASE " + name + " WITH (FORCE)");
        }
        lent.clear();
        made.clear();
    }
}
