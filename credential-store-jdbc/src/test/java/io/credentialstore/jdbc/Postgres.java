package io.credentialstore.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Databases for tests, each gone after its test. They are on one real server, which is started when the first test asks for
 * it and stopped when the JVM ends.
 */
public final class Postgres implements AfterEachCallback {
    private static final String SUPERUSER = "postgres";
    private static final String TEMPLATE = "template_store";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final List<String> databases = new ArrayList<>();

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

    /** Made once: copying it takes less time than migrating. */
    private static final class Template {
        static final String STORE = make();

        private static String make() {
            create(TEMPLATE, "template1");
            PostgresStorage.open(as(SUPERUSER, TEMPLATE)).close();
            return TEMPLATE;
        }
    }

    /** With nothing in it. */
    public DataSource emptyDatabase() {
        return database("template1");
    }

    /** With the tables of a store, and no store in them yet. */
    public DataSource database() {
        return database(Template.STORE);
    }

    private DataSource database(String template) {
        String name = "test_" + NAMES.incrementAndGet();
        create(name, template);
        databases.add(name);
        return as(SUPERUSER, name);
    }

    private static void create(String name, String template) {
        execute(as(SUPERUSER, "postgres"), "CREATE DATABASE " + name + " TEMPLATE " + template);
    }

    private static DataSource as(String user, String database) {
        return Server.ONE.getDatabase(user, database);
    }

    /** As the database's owner, who needs none of our code. */
    public static void execute(DataSource database, String... statements) {
        try (Connection connection = database.getConnection()) {
            Sqlite.execute(connection, statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (String name : databases) {
            execute(as(SUPERUSER, "postgres"), "DROP DATABASE " + name + " WITH (FORCE)");
        }
        databases.clear();
    }
}
