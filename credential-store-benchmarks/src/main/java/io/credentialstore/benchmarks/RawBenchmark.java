package io.credentialstore.benchmarks;

import io.credentialstore.jdbc.SqliteStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What SQLite itself costs: rows of the trail inserted over plain JDBC into the very table of a store, with its indexes
 * and the settings that a store uses, and nothing sealed, checked or decrypted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RawBenchmark {
    static final int BATCH = 64;

    private static final List<String> SETTINGS = List.of(
            "busy_timeout = 5000",
            "trusted_schema = 0",
            "cell_size_check = 1",
            "mmap_size = 0",
            "temp_store = 2",
            "synchronous = 2",
            "foreign_keys = 1",
            "secure_delete = 1",
            "journal_mode = wal",
            "journal_size_limit = 8388608");

    private static final String INSERT = """
            INSERT INTO credential_audit_log (seq, id, credential_id, entity_id, entity_type, action, success, timestamp,
                version, mac_key_id, prev_mac, mac)
            VALUES (?, ?, 'cred_20260101000000_0000000000000001', 'bench_skill', 'skill', 'retrieve', 1,
                '2026-01-01T00:00:00.000Z', 1, 'key_20260101000000_0000000000000002', ?, ?)""";

    private static final String STATE = """
            INSERT INTO store_state VALUES (1, 'raw', 1, '2026-01-01T00:00:00.000Z', 1, 0, zeroblob(32),
                '2026-01-01T00:00:00.000Z', zeroblob(32), zeroblob(32), 'key_20260101000000_0000000000000002', zeroblob(32))""";

    private static final String MOVE_END = "UPDATE store_state SET audit_seq = ?, audit_mac = ?, row_mac = ?";

    private static final String COUNT = """
            INSERT INTO credential_access_counts (credential_id, entity_type, entity_id, total, failed)
            VALUES ('cred_20260101000000_0000000000000001', 'skill', 'bench_skill', 1, 0)
            ON CONFLICT (credential_id, entity_type, entity_id) DO UPDATE SET total = total + 1""";

    private final SecureRandom random = new SecureRandom();
    private Scratch scratch;
    private Connection connection;
    private PreparedStatement begin;
    private PreparedStatement insert;
    private PreparedStatement moveEnd;
    private PreparedStatement count;
    private PreparedStatement commit;
    private byte[] mac = new byte[32];
    private long seq;

    /**
     * Makes the tables of a store and connects to them.
     *
     * @throws IOException when the file system fails
     * @throws SQLException when SQLite fails
     */
    @Setup
    public void open() throws IOException, SQLException {
        scratch = Scratch.create();
        Path file = scratch.file("raw.db");
        SqliteStorage.open(file).close();
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute("PRAGMA " + setting);
            }
            statement.execute(STATE);
        }
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        insert = connection.prepareStatement(INSERT);
        moveEnd = connection.prepareStatement(MOVE_END);
        count = connection.prepareStatement(COUNT);
        commit = connection.prepareStatement("COMMIT");
    }

    /**
     * Removes the file.
     *
     * @throws IOException when the file system fails
     * @throws SQLException when SQLite fails
     */
    @TearDown
    public void close() throws IOException, SQLException {
        connection.close();
        scratch.close();
    }

    private int insert() throws SQLException {
        byte[] next = new byte[mac.length];
        random.nextBytes(next);
        seq++;
        insert.setLong(1, seq);
        insert.setString(2, "audit_20260101000000_%016d".formatted(seq));
        insert.setBytes(3, mac);
        insert.setBytes(4, next);
        mac = next;
        return insert.executeUpdate();
    }

    /**
     * One row, one durable commit: what an entry costs that waits for nobody.
     *
     * @return rows written
     * @throws SQLException when SQLite fails
     */
    @Benchmark
    public int commitOne() throws SQLException {
        return insert();
    }

    /**
     * All that a retrieval has to write: the row, where the trail now ends, and the count.
     *
     * @return rows written
     * @throws SQLException when SQLite fails
     */
    @Benchmark
    public int commitAll() throws SQLException {
        begin.execute();
        int rows = insert() + count.executeUpdate();
        moveEnd.setLong(1, seq);
        moveEnd.setBytes(2, mac);
        moveEnd.setBytes(3, mac);
        rows += moveEnd.executeUpdate();
        commit.execute();
        return rows;
    }

    /**
     * As many rows in one durable commit as 64 callers would have.
     *
     * @return rows written
     * @throws SQLException when SQLite fails
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int commitBatch() throws SQLException {
        return commit(BATCH);
    }

    int commit(int batch) throws SQLException {
        begin.execute();
        int rows = 0;
        while (rows < batch) {
            rows += insert();
        }
        commit.execute();
        return rows;
    }
}
