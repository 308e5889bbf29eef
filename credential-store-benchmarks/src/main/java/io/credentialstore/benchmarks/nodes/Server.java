package io.credentialstore.benchmarks.nodes;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.jdbc.PostgresCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A server of this run's own, as durable as PostgreSQL is by default, with a store of one credential and, beside it, the
 * same tables for whoever inserts without the library. Not thread-safe; the server is.
 */
final class Server implements AutoCloseable {
    static final String SKILL = "bench_skill";

    private static final String[] TABLES = {
        "CREATE SCHEMA bare",
        "CREATE TABLE bare.log (LIKE credential_store.credential_audit_log INCLUDING ALL)",
        "CREATE TABLE bare.counts (LIKE credential_store.credential_access_counts INCLUDING ALL)",
        "CREATE TABLE bare.state (LIKE credential_store.store_state INCLUDING ALL)",
        "CREATE SEQUENCE bare.seq",
        "INSERT INTO bare.state SELECT * FROM credential_store.store_state",
        "INSERT INTO bare.counts VALUES ('-', 'skill', 'bench_skill', 1, 0)"
    };

    private final EmbeddedPostgres postgres;
    private final MasterKey key;
    private final String credential;

    private Server(EmbeddedPostgres postgres, MasterKey key, String credential) {
        this.postgres = postgres;
        this.key = key;
        this.credential = credential;
    }

    /**
     * Starts one.
     *
     * @param data where it keeps everything: on a disk, or a durable commit costs nothing
     * @return the caller closes it
     */
    static Server start(Path data) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data.toAbsolutePath())
                .setServerConfig("fsync", "on") // what is embedded for tests leaves both out
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "300")
                .start();
        MasterKey key = MasterKey.generate();
        return new Server(postgres, key, fill(postgres, key));
    }

    private static String fill(EmbeddedPostgres postgres, MasterKey key) throws SQLException {
        String id;
        try (CredentialStore store = PostgresCredentialStore.builder(postgres.getPostgresDatabase())
                        .masterKey(key)
                        .open();
                Secret secret = Secret.ofString("fake-benchmark-key-0123456789abcdef")) {
            CredentialId credential = store.storeCredential("bench", "bench", new ApiKey(secret));
            store.grantAccess(credential, Entity.skill(SKILL), AccessLevel.READ);
            id = credential.value();
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : TABLES) {
                statement.execute(sql);
            }
        }
        return id;
    }

    /** Gives a process that is still to be started the master key, in the way that every program gets it. */
    void giveKeyTo(ProcessBuilder node) {
        try (Secret hex = key.toHex()) {
            node.environment().put(MasterKeyProvider.VARIABLE, hex.use(String::new));
        }
    }

    String credential() {
        return credential;
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    int port() {
        return postgres.getPort();
    }

    /** A database of this name that has nothing in it. */
    DataSource newDatabase(String name) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + '"');
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return postgres.getDatabase("postgres", name);
    }

    /** The first column of the only row. */
    String ask(String query) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        key.close();
        postgres.close();
    }
}
