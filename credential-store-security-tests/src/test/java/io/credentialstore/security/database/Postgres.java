package io.credentialstore.security.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real server, which is started when the first test asks for it and stopped when the JVM ends. Nothing of it reaches the disk
 * for certain, as its machine is not to fail; whatever it has written survives its processes.
 */
public final class Postgres {
    /** The role that everybody is here, and the database that is always there. */
    public static final String SUPERUSER = "postgres";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Postgres() {}

    /** Started at first use. */
    private static final class Server {
        static final ServerFolder FOLDER = new ServerFolder(newFolder());
        static final EmbeddedPostgres ONE = start();

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("credential-store-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(FOLDER.data())
                        .setServerConfig("unix_socket_directories", "") // whose lock a zombie keeps
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The name of a new database. */
    public static String newDatabase() {
        String name = "test_" + NAMES.incrementAndGet();
        try (Connection connection = database(SUPERUSER).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return name;
    }

    /** A database by its name, for whom nothing is forbidden in it. */
    public static DataSource database(String name) {
        return Server.ONE.getDatabase(SUPERUSER, name);
    }

    /** The URL of a new database, for the same. */
    static String newPlace() {
        return Server.ONE.getJdbcUrl(SUPERUSER, newDatabase());
    }

    static DataSource at(String place) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setURL(place);
        return server;
    }

    /** Waits until the server has ended the sessions of a process that is gone, and with them what it was still doing. */
    public static void awaitNobody(String place) throws SQLException {
        try (Connection connection = at(place).getConnection();
                Statement statement = connection.createStatement()) {
            while (others(statement) > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static long others(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** SIGKILL to every process of the server: it tells nobody, and finishes nothing. {@link #restart} brings it back. */
    public static void kill() throws IOException {
        Server.FOLDER.kill();
    }

    /** Ends what runs at once, without a word to the disk, and starts the server anew on what is there. */
    public static void restart() throws IOException {
        Server.FOLDER.control("restart", "-m", "immediate");
    }
}
