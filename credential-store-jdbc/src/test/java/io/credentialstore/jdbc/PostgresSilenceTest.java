package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.testkit.Canary;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.SshKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
        "P1 P2: a server that writes down all it is told, through the life and the failures of every kind of credential,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSilenceTest {
    private static final Canary SECRET = Canary.named("secret");
    private static final Canary BOUND = Canary.named("control, bound to a statement");
    private static final Canary WRITTEN = Canary.named("control, written into a statement");
    private static final String SKILL = "reporter";

    private final byte[] rawKey = SecureRandom.getSeed(MasterKey.LENGTH);
    private final List<Canary> secrets = new ArrayList<>(List.of(SECRET, Canary.ofBytes("master key", rawKey)));
    private final StringWriter errors = new StringWriter();
    private String log;
    private String statistics;

    @BeforeAll
    void liveAndFail(@TempDir Path directory) throws IOException, SQLException {
        Path written = directory.resolve("server.log");
        try (EmbeddedPostgres server = talkative(written).start()) {
            DataSource database = server.getPostgresDatabase();
            try (Connection leaky = database.getConnection()) {
                Sqlite.execute(leaky, "CREATE EXTENSION pg_stat_statements");
                live(database);
                fail(database);
                leak(leaky);
                statistics = statistics(database);
            }
        }
        log = Files.readString(written);
    }

    private static EmbeddedPostgres.Builder talkative(Path log) {
        return EmbeddedPostgres.builder()
                .setServerConfig("log_statement", "all")
                .setServerConfig("log_min_duration_statement", "0")
                .setServerConfig("log_parameter_max_length", "-1")
                .setServerConfig("log_parameter_max_length_on_error", "-1")
                .setServerConfig("log_error_verbosity", "verbose")
                .setServerConfig("track_activity_query_size", "1MB")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("pg_stat_statements.track_utility", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private List<CredentialValue> values() {
        SshKey ssh = TestValues.sshKey();
        String pem = ssh.privateKey().use(String::valueOf);
        secrets.add(Canary.of("private key", pem));
        Secret json = TestValues.secret("{\"token\":\"" + SECRET.text() + "\"}");
        return List.of(
                new ApiKey(SECRET.secret(), SECRET.secret()),
                OAuthToken.of(SECRET.secret()).withRefreshToken(SECRET.secret()),
                new BasicAuth("user", SECRET.secret()),
                new DbConnection("db.example.com", 5432, "db", "role", SECRET.secret(), true),
                new SshKey(ssh.privateKey(), SECRET.secret(), null),
                new CustomCredential(json));
    }

    private void live(DataSource database) {
        try (MasterKey key = MasterKey.ofBytes(rawKey);
                CredentialStore store = Stores.builder(() -> PostgresStorage.open(database), key)
                        .open()) {
            for (CredentialValue value : values()) {
                CredentialId id = store.storeCredential(value.type().code(), "service", value);
                store.grantAccess(id, Entity.skill(SKILL), AccessLevel.READ);
                store.retrieveCredential(id, SKILL).close();
                store.rotateCredential(id, value);
                refuse(() -> store.retrieveCredential(id, "stranger"));
                refuse(() -> store.storeCredential(value.type().code(), "service", value));
                value.close();
            }
            assertThat(store.verifyIntegrity().findings()).isEmpty();
        }
    }

    /** The server quotes the row or what was bound, in its log and to the driver. */
    private void fail(DataSource database) {
        try (PostgresStorage storage = PostgresStorage.open(database)) {
            List<Consumer<StorageTransaction>> refused = List.of(
                    tx -> tx.credentials().list(CredentialFilter.all()).forEach(tx.credentials()::insert),
                    tx -> tx.credentials()
                            .list(CredentialFilter.all())
                            .forEach(row ->
                                    tx.credentials().listVersions(row.id()).forEach(tx.credentials()::insertVersion)),
                    tx -> tx.keys().slots().forEach(tx.keys()::insertSlot),
                    tx -> tx.audit().append(tx.audit().scan(0, 10)));
            for (Consumer<StorageTransaction> change : refused) {
                refuse(() -> storage.write(tx -> {
                    change.accept(tx);
                    return true;
                }));
            }
        }
    }

    private void refuse(Runnable call) {
        Throwable failure = catchThrowable(call::run);
        assertThat(failure).isNotNull();
        failure.printStackTrace(new PrintWriter(errors));
    }

    private static void leak(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT length(?)")) {
            statement.setString(1, BOUND.text());
            statement.execute();
        }
        Sqlite.execute(connection, "SELECT '" + WRITTEN.text() + "'");
    }

    private static String statistics(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Stream.of("pg_stat_activity", "pg_stat_statements", "pg_prepared_statements")
                    .flatMap(view -> rows(connection, view).stream())
                    .reduce("", String::concat);
        }
    }

    private static List<String> rows(Connection connection, String view) {
        try {
            return Sqlite.query(connection, "SELECT row_to_json(v) FROM " + view + " v");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void forgetKey() {
        Arrays.fill(rawKey, (byte) 0);
    }

    private void assertSilent(String place) {
        assertThat(secrets)
                .hasSize(3)
                .allSatisfy(secret -> assertThat(secret.findIn(place)).isEmpty());
    }

    @Test
    @DisplayName("has no secret in its log, though every statement and all that was bound are there")
    void log_holdsNoSecret() {
        assertThat(log)
                .contains("INSERT INTO credential_versions", "Parameters:", "'reporter'")
                .contains("duplicate key value violates unique constraint", "already exists");
        assertSilent(log);
    }

    @Test
    @DisplayName("has no secret in its statistics")
    void statistics_holdNoSecret() {
        assertThat(statistics).contains("INSERT INTO credential_audit_log");
        assertSilent(statistics);
    }

    @Test
    @DisplayName("and what it answers gets into no exception, neither a secret nor a row")
    void errors_holdNeitherSecretNorRow() {
        assertThat(errors.toString())
                .contains("SQLSTATE 23505")
                .doesNotContain("already exists", "Detail:", "Batch entry");
        assertSilent(errors.toString());
    }

    @Test
    @DisplayName("control: what another program leaked on purpose is found in both")
    void controls_areFound() {
        assertThat(BOUND.findIn(log)).isNotEmpty();
        assertThat(WRITTEN.findIn(log)).isNotEmpty();
        assertThat(WRITTEN.findIn(statistics)).isNotEmpty();
    }
}
