package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.jdbc.internal.postgres.PostgresSettings;
import io.credentialstore.spi.StorageTransaction;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What a server, its administrator and the way to it can do to a store. */
@Timeout(60)
class PostgresFailureTest {
    private static final PostgresSettings HASTY = PostgresSettings.defaults().withPatience(Duration.ofMillis(300));

    /** Runs what it is given later than anything here should take. */
    private static final Executor RESCUE = CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS);

    private static final String OTHERS =
            "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    @RegisterExtension
    private final Postgres postgres = new Postgres();

    private static void append(PostgresStorage storage, int seq) {
        write(storage, tx -> tx.audit().append(Rows.entry(seq)));
    }

    private static void write(PostgresStorage storage, Consumer<StorageTransaction> work) {
        storage.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private static long entries(PostgresStorage storage) {
        return storage.read(tx -> tx.audit().count(AuditQuery.all()));
    }

    private static List<String> query(DataSource database, String query) {
        try (Connection connection = database.getConnection()) {
            return Sqlite.query(connection, query);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** All that are connected, and waits until they are gone. */
    private static void terminateOthers(DataSource database) {
        query(database, "SELECT pg_terminate_backend(pid) " + OTHERS);
        awaitNobodyElse(database);
    }

    private static void awaitNobodyElse(DataSource database) {
        while (!query(database, "SELECT count(*) " + OTHERS).equals(List.of("0"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName(
            "A3: a connection that the server ends in a transaction: a typed failure, nothing stays, the next one works")
    void connection_endedInATransaction() {
        DataSource database = postgres.database();
        try (PostgresStorage storage = PostgresStorage.open(database, HASTY)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> write(storage, tx -> {
                        tx.audit().append(Rows.entry(1));
                        terminateOthers(database);
                        tx.audit().append(Rows.entry(2));
                    }))
                    .matches(failure -> !failure.isOutcomeUnknown(), "outcome known")
                    .withMessageContaining("connection to the server was lost");
            append(storage, 3);
            assertThat(entries(storage)).isOne();
        }
    }

    @Test
    @DisplayName(
            "X7: a connection that the server ends before the commit: it fails, and says that nobody knows its outcome")
    void connection_endedBeforeTheCommit() {
        DataSource database = postgres.database();
        try (PostgresStorage storage = PostgresStorage.open(database, HASTY)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> write(storage, tx -> {
                        tx.audit().append(Rows.entry(1));
                        terminateOthers(database);
                    }))
                    .matches(StorageException::isOutcomeUnknown, "outcome unknown");
            assertThat(entries(storage)).isZero();
        }
    }

    @Test
    @DisplayName("connections that the server ends between transactions cost one failure at most, writing and reading")
    void connections_endedInBetween() {
        DataSource database = postgres.database();
        try (PostgresStorage storage = PostgresStorage.open(database, HASTY)) {
            append(storage, 1);
            assertThat(entries(storage)).isOne();
            terminateOthers(database);
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> append(storage, 2));
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> entries(storage));
            append(storage, 2);
            assertThat(entries(storage)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("A7: whoever says nothing in a transaction loses his turn, so that others get theirs")
    void silentTransaction_losesItsTurn() {
        DataSource database = postgres.database();
        try (PostgresStorage silent = PostgresStorage.open(database, HASTY)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> write(silent, tx -> {
                        tx.audit().append(Rows.entry(1));
                        awaitNobodyElse(database);
                    }));
            append(silent, 2);
            assertThat(entries(silent)).isOne();
        }
    }

    @Test
    @DisplayName("A7: a lock that another session holds on a table is waited for no longer than the patience")
    void lockedTable_isBusy() throws SQLException {
        DataSource database = postgres.database();
        try (PostgresStorage storage = PostgresStorage.open(database, HASTY);
                Connection other = database.getConnection()) {
            Sqlite.execute(other, "BEGIN", "LOCK TABLE credential_store.credential_audit_log");
            assertThatExceptionOfType(StoreBusyException.class).isThrownBy(() -> append(storage, 1));
            assertThatExceptionOfType(StoreBusyException.class).isThrownBy(() -> entries(storage));
            Sqlite.execute(other, "ROLLBACK");
            append(storage, 1);
            assertThat(entries(storage)).isOne();
        }
    }

    @Test
    @DisplayName("a server that is stopped and started: typed failures meanwhile, and what was committed is there")
    void restartedServer(@TempDir Path directory) throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false);
        EmbeddedPostgres first = server.start();
        DataSource database = first.getPostgresDatabase();
        try (PostgresStorage storage = PostgresStorage.open(database, HASTY)) {
            append(storage, 1);
            first.close();
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> append(storage, 2));
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> append(storage, 2));
            try (EmbeddedPostgres again = server.setPort(first.getPort()).start()) {
                assertThat(again.getPort()).isEqualTo(first.getPort());
                append(storage, 2);
                assertThat(entries(storage)).isEqualTo(2);
            }
        }
    }

    @Test
    @DisplayName(
            "A7: a server that says nothing any more is not waited for without end, and works again when it is back")
    void silentServer_isNotWaitedForWithoutEnd() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                PostgresStorage storage = PostgresStorage.open(server.getPostgresDatabase(), HASTY)) {
            List<String> sessions = new ArrayList<>();
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> write(storage, tx -> {
                        tx.audit().append(Rows.entry(1));
                        sessions.addAll(query(server.getPostgresDatabase(), "SELECT CAST(pid AS TEXT) " + OTHERS));
                        signal("STOP", sessions);
                        RESCUE.execute(() -> signal("CONT", sessions)); // in vain, unless this test fails
                        tx.audit().append(Rows.entry(2));
                    }))
                    .withMessageContaining("connection to the server was lost");
            signal("CONT", sessions);
            append(storage, 3);
            assertThat(entries(storage)).isOne();
        }
    }

    private static void signal(String name, List<String> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(processes);
        try {
            new ProcessBuilder(command).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_typed_failure_that_says_so() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setURL("jdbc:postgresql://127.0.0.1:1/nowhere?user=nobody");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> PostgresStorage.open(nobody, HASTY))
                .withMessageContaining("Check server and network")
                .withRootCauseInstanceOf(IOException.class);
    }
}
