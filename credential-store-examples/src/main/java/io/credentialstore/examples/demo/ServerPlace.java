package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.jdbc.PostgresCredentialStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of the story's own, on loopback, which writes every statement into its log. */
record ServerPlace(EmbeddedPostgres server, Path data) implements Place {
    static ServerPlace start(Path folder) throws IOException {
        Path data = Files.createDirectories(folder).resolve("postgresql").toAbsolutePath();
        remove(data);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false) // what it leaves is to be searched
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_statement", "all")
                .setServerConfig("log_min_duration_statement", "0")
                .start();
        return new ServerPlace(server, data);
    }

    /** What an earlier run left there. */
    private static void remove(Path data) throws IOException {
        if (Files.exists(data)) {
            for (Path each : walk(data)) {
                Files.delete(each);
            }
        }
    }

    /** Files before the folders that they are in. */
    private static List<Path> walk(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    @Override
    public CredentialStoreBuilder builder() {
        return PostgresCredentialStore.builder(server.getPostgresDatabase());
    }

    @Override
    public void introduce(Steps steps) {
        steps.narrator().say("The store is in a PostgreSQL server, which logs every statement with its parameters.");
        steps.check("the server has the store's tables", tables() > 0);
    }

    private long tables() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'credential_store'")) {
            return count.next() ? count.getLong(1) : 0;
        } catch (SQLException e) {
            throw new FailedStep("the server could not be asked: " + e.getMessage());
        }
    }

    @Override
    public Path folder() {
        return data.resolveSibling("");
    }

    @Override
    public List<Path> remains(Steps steps) throws IOException {
        List<Path> files = walk(data).stream().filter(Files::isRegularFile).toList();
        for (String kind : List.of("base", "pg_wal", "log")) {
            steps.check(
                    "there are files in " + kind, files.stream().anyMatch(file -> file.startsWith(data.resolve(kind))));
        }
        return files;
    }

    @Override
    public String invitation() {
        return "pg_ctl start -D " + data;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
