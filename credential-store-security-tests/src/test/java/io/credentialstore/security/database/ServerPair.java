package io.credentialstore.security.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two real servers: the second follows the first, which acknowledges a commit only when the second has it, and takes its place
 * when it is gone. Not thread-safe.
 */
public final class ServerPair implements AutoCloseable {
    private static final String MINE = "database";

    private final EmbeddedPostgres first;
    private final ServerFolder firstFolder;
    private final ServerFolder second;
    private final int secondPort;

    private ServerPair(Path folder) throws IOException {
        firstFolder = new ServerFolder(folder.resolve("first"));
        first = EmbeddedPostgres.builder()
                .setDataDirectory(firstFolder.data())
                .setServerConfig("unix_socket_directories", "") // whose lock a zombie keeps
                .start();
        second = new ServerFolder(folder.resolve("second"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            secondPort = free.getLocalPort();
        }
    }

    /** Starts both in a folder. */
    public static ServerPair start(Path folder) throws IOException, SQLException {
        ServerPair pair = new ServerPair(folder);
        try (Connection connection = pair.first.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + MINE);
            pair.copy(statement);
            pair.follow();
            statement.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
            statement.execute("SELECT pg_reload_conf()");
            while (!isTrue(statement, "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")) {
                Thread.onSpinWait();
            }
        } catch (Throwable e) {
            pair.first.close();
            throw e;
        }
        return pair;
    }

    /** A base backup, as the server's manual describes it for those who copy by themselves. */
    private void copy(Statement statement) throws SQLException, IOException {
        statement.execute("SELECT pg_backup_start('second', true)");
        List<Path> files;
        try (Stream<Path> all = Files.walk(firstFolder.data())) {
            files = all.filter(file -> !file.endsWith("postmaster.pid")).toList();
        }
        for (Path file : files) {
            Path target = second.data().resolve(firstFolder.data().relativize(file));
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        try (ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
            stopped.next();
            Files.writeString(second.data().resolve("backup_label"), stopped.getString(1));
        }
    }

    private void follow() throws IOException {
        Files.createFile(second.data().resolve("standby.signal"));
        Files.writeString(
                second.data().resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=%d user=postgres'%n".formatted(first.getPort()));
        second.control("start", "-o", "-p " + secondPort + " -F -c max_connections=300 -c unix_socket_directories=");
    }

    /** The URL of a database that is empty at first, on whichever of both is the first one. */
    public String place() {
        return "jdbc:postgresql://localhost:%d,localhost:%d/%s?user=postgres&targetServerType=primary"
                .formatted(first.getPort(), secondPort, MINE);
    }

    /** Kills the first, and makes the second one take its place. */
    public void failOver() throws IOException, SQLException {
        firstFolder.kill();
        String url = "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(secondPort, MINE);
        try (Connection connection = Postgres.at(url).getConnection();
                Statement statement = connection.createStatement()) {
            if (!isTrue(statement, "SELECT pg_promote()")) {
                throw new IOException("the second server goes on following");
            }
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    @Override
    public void close() throws IOException {
        second.kill();
        firstFolder.control("restart", "-m", "immediate"); // so that there is something to stop
        first.close();
    }
}
