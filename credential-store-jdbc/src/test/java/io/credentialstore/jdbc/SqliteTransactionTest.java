package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to transactions of SQLite. */
class SqliteTransactionTest {
    @TempDir
    private Path directory;

    private SqliteStorage storage;

    @BeforeEach
    void open() {
        storage = SqliteStorage.open(file());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private Path file() {
        return directory.resolve("store.db");
    }

    private void write(Consumer<StorageTransaction> work) {
        storage.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    @Test
    void a_failure_that_the_work_swallows_leaves_the_rest_of_its_work() {
        write(tx -> {
            tx.audit().append(Rows.entry(1));
            assertThatThrownBy(() -> tx.audit().append(Rows.entry(1))).isInstanceOf(StorageException.class);
            tx.audit().append(Rows.entry(2));
        });
        assertThat(storage.<Long>read(tx -> tx.audit().count(AuditQuery.all()))).isEqualTo(2);
    }

    @Test
    @DisplayName("X2: a writer beside one that never pauses gets every turn that it asks for")
    void a_writer_beside_one_that_never_pauses_gets_every_turn() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        try (SqliteStorage hasty =
                SqliteStorage.open(file(), SqliteSettings.defaults().withPatience(Duration.ofSeconds(1)))) {
            Future<?> restless = thread.submit(() -> {
                while (!over.get()) {
                    LongStream entries = LongStream.range(0, 50).map(entry -> written.get() + 1 + entry);
                    write(tx -> entries.forEach(seq -> tx.audit().append(Rows.entry(seq))));
                    written.addAndGet(50);
                }
            });
            for (int i = 0; i < 100; i++) {
                long before = written.get();
                while (written.get() == before) {
                    Thread.onSpinWait();
                }
                turn(hasty);
            }
            over.set(true);
            restless.get();
        } finally {
            over.set(true);
            thread.shutdown();
        }
    }

    @Test
    void turns_follow_each_other_while_nobody_else_writes() {
        long first = turn(storage);
        assertThat(turn(storage)).isEqualTo(first + 1);
        assertThatThrownBy(() -> write(tx -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(turn(storage)).isEqualTo(first + 3);
    }

    @Test
    void a_turn_is_left_out_when_another_connection_has_written() {
        try (Storage other = SqliteStorage.open(file())) {
            long first = turn(storage);
            assertThat(turn(other)).isPositive();
            other.read(tx -> tx.audit().count(AuditQuery.all()));
            assertThat(turn(storage)).as("nothing was changed").isEqualTo(first + 1);

            other.<Integer>write(tx -> {
                tx.audit().append(Rows.entry(1));
                return 1;
            });
            assertThat(turn(storage)).as("an entry was added").isEqualTo(first + 3);
        }
    }

    private static long turn(Storage storage) {
        return storage.write(StorageTransaction::turn);
    }

    @Test
    void an_interrupted_thread_that_closes_leaves_nothing_beside_the_file() {
        write(tx -> tx.audit().append(Rows.entry(1)));
        Thread.currentThread().interrupt();
        storage.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("store.db-wal")).doesNotExist();
    }
}
