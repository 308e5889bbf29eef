package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.examples.executor.HttpTool;
import io.credentialstore.examples.executor.JdbcTool;
import io.credentialstore.examples.executor.SkillExecutor;
import io.credentialstore.examples.executor.ToolExecutor;
import io.credentialstore.examples.loopback.LoopbackDatabase;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.secret.Secret;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.CredentialValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A real store in a file, a service that checks its keys, and the executor between them. */
final class Vault implements AutoCloseable {
    static final String USER = "uma@example.com";

    final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    final LoopbackService service = LoopbackService.start();
    private final Path file;
    private final MasterKey key = MasterKey.generate();
    private CredentialStore store;
    private SkillExecutor skills;
    private ToolExecutor tools;

    Vault(Path folder) throws IOException {
        file = folder.resolve("credentials.db");
        open();
    }

    void open() {
        store = open(key, Environment.PRODUCTION);
        tools = tools(store, service);
        skills = new SkillExecutor(store, tools);
    }

    CredentialStore open(MasterKey with, Environment environment) {
        return SqliteCredentialStore.builder(file)
                .masterKey(with)
                .clock(clock)
                .environment(environment)
                .open();
    }

    static ToolExecutor tools(CredentialStore store, LoopbackService service) {
        Map<String, URI> origins = Map.of("stripe", service.origin(), "google", service.origin());
        return new ToolExecutor(store, List.of(new HttpTool(origins), new JdbcTool(LoopbackDatabase::url)));
    }

    /** The same file, opened afresh. */
    CredentialStore reopened() {
        store.close();
        open();
        return store;
    }

    CredentialStore store() {
        return store;
    }

    ToolExecutor tools() {
        return tools;
    }

    SkillExecutor skills() {
        return skills;
    }

    MasterKey key() {
        return key;
    }

    Path file() {
        return file;
    }

    static ApiKey apiKey(String text) {
        return new ApiKey(Secret.ofString(text));
    }

    CredentialId stored(String name, String service, CredentialValue value) {
        try (value) {
            return store.storeCredential(name, service, value);
        }
    }

    /** Stores a Stripe key that the service accepts. */
    CredentialId acceptedKey(String name, String text) {
        acceptAtService(text);
        return stored(name, "stripe", apiKey(text));
    }

    void acceptAtService(String text) {
        try (Secret accepted = Secret.ofString(text)) {
            service.accept(LoopbackService.CUSTOMERS, accepted);
        }
    }

    void rotate(CredentialId id, String text) {
        try (ApiKey renewed = apiKey(text)) {
            store.rotateCredential(id, renewed, "ops@example.com");
        }
    }

    void grantRead(CredentialId id, String skill) {
        store.grantAccess(id, Entity.skill(skill), AccessLevel.READ);
    }

    String customers() {
        return service.url(LoopbackService.CUSTOMERS);
    }

    /** Changes the only version's column in the closed file, behind the store's back. */
    void tamper(String column, UnaryOperator<byte[]> change) throws SQLException {
        store.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement update =
                        connection.prepareStatement("UPDATE credential_versions SET " + column + " = ?")) {
            update.setBytes(1, change.apply(read(connection, column)));
            if (update.executeUpdate() != 1) {
                throw new AssertionError("not exactly one version");
            }
        }
        open();
    }

    private static byte[] read(Connection connection, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM credential_versions")) {
            return row.getBytes(1);
        }
    }

    @Override
    public void close() {
        store.close();
        key.close();
        service.close();
    }
}
