package io.credentialstore.benchmarks;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A warm retrieval with its durable audit entry, and the check of a grant, beside one durable SQLite commit of a row of
 * the same size on the same disk.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RetrieveBenchmark {
    private static final String SKILL = "bench_skill";

    private Path folder;
    private CredentialStore store;
    private CredentialId id;
    private Connection raw;
    private PreparedStatement insert;

    /**
     * Makes a store with one credential, and a bare database beside it.
     *
     * @throws IOException when the file system fails
     * @throws SQLException when the bare database fails
     */
    @Setup
    public void open() throws IOException, SQLException {
        folder = Files.createTempDirectory("credential-store-bench");
        try (MasterKey master = MasterKey.generate();
                Secret secret = Secret.ofString("fake-benchmark-key")) {
            store = SqliteCredentialStore.builder(folder.resolve("store.db"))
                    .masterKey(master)
                    .open();
            id = store.storeCredential("bench", "bench", new ApiKey(secret));
        }
        store.grantAccess(id, Entity.skill(SKILL), AccessLevel.READ);
        raw = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("raw.db"));
        try (Statement statement = raw.createStatement()) {
            for (String sql : List.of(
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = FULL",
                    "CREATE TABLE entries (seq INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT")) {
                statement.execute(sql);
            }
        }
        insert = raw.prepareStatement("INSERT INTO entries (entry) VALUES (randomblob(400))");
    }

    /**
     * Closes and removes both.
     *
     * @throws IOException when the file system fails
     * @throws SQLException when the bare database fails
     */
    @TearDown
    public void close() throws IOException, SQLException {
        store.close();
        insert.close();
        raw.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * The limit: one durable commit.
     *
     * @return rows written
     * @throws SQLException when the bare database fails
     */
    @Benchmark
    public int rawDurableCommit() throws SQLException {
        return insert.executeUpdate();
    }

    /**
     * Check, decrypt, audit durably, release.
     *
     * @return the version
     */
    @Benchmark
    public int retrieve() {
        try (RetrievedCredential credential = store.retrieveCredential(id, SKILL)) {
            return credential.version();
        }
    }

    /**
     * The check alone.
     *
     * @return whether it is granted
     */
    @Benchmark
    public boolean hasAccess() {
        return store.hasAccess(id, Entity.skill(SKILL));
    }
}
