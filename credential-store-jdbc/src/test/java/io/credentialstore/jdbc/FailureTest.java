package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredVersion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FailureTest {
    private static final SqliteSettings HASTY = SqliteSettings.defaults().withPatience(Duration.ofMillis(300));

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("store.db");
    }

    private static void write(SqliteStorage storage, Consumer<StorageTransaction> work) {
        storage.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private static long entries(SqliteStorage storage) {
        return storage.read(tx -> tx.audit().count(AuditQuery.all()));
    }

    private static StoredVersion bigVersion(int version) {
        StoredVersion small = Rows.version(Rows.id(1), version);
        return new StoredVersion(
                small.credentialId(),
                version,
                Rows.bytes(1_048_576, 7),
                small.salt(),
                small.iv(),
                small.authTag(),
                small.kdfIterations(),
                small.encryptionKeyId(),
                small.status(),
                small.createdAt(),
                small.createdBy(),
                small.servesUntil(),
                small.rowMac());
    }

    /** Two hundred pages: less than one of the largest values. */
    private SqliteStorage nearlyFull() {
        SqliteStorage storage = SqliteStorage.open(file(), HASTY.withMaxPages(200));
        write(storage, tx -> tx.credentials().insert(Rows.credential(Rows.id(1), "one")));
        return storage;
    }

    @Test
    @DisplayName("A2: a full disk is a typed failure of which nothing stays")
    void a_full_disk_is_a_typed_failure_of_which_nothing_stays() {
        try (SqliteStorage storage = nearlyFull()) {
            assertThatThrownBy(() -> write(storage, tx -> {
                        tx.audit().append(Rows.entry(1));
                        tx.credentials().insertVersion(bigVersion(1));
                    }))
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
            assertThat(entries(storage)).isZero();
            write(storage, tx -> tx.audit().append(Rows.entry(1)));
            assertThat(entries(storage)).isOne();
        }
    }

    @Test
    @DisplayName("A3: work that swallows a full disk commits nothing and learns of it")
    void work_that_swallows_a_full_disk_commits_nothing_and_learns_of_it() {
        try (SqliteStorage storage = nearlyFull()) {
            assertThatThrownBy(() -> write(storage, tx -> {
                        assertThatThrownBy(() -> tx.credentials().insertVersion(bigVersion(1)))
                                .isInstanceOf(StorageException.class);
                        // SQLite has left the transaction: this would be committed by itself
                        try {
                            tx.audit().append(Rows.entry(1));
                        } catch (StorageException swallowed) {
                            assertThat(swallowed.code()).isEqualTo(ErrorCode.STORAGE_FULL);
                        }
                    }))
                    .isInstanceOf(StorageException.class);
            assertThat(entries(storage)).isZero();
        }
    }

    @Test
    @DisplayName("A2: when space returns the store goes on")
    void when_space_returns_the_store_goes_on() {
        try (SqliteStorage storage = nearlyFull()) {
            assertThatThrownBy(() -> write(storage, tx -> tx.credentials().insertVersion(bigVersion(1))))
                    .isInstanceOf(StorageException.class);
        }
        try (SqliteStorage storage = SqliteStorage.open(file())) {
            write(storage, tx -> tx.credentials().insertVersion(bigVersion(1)));
            assertThat(storage.<StoredVersion>read(
                            tx -> tx.credentials().findVersion(Rows.id(1), 1).orElseThrow()))
                    .isEqualTo(bigVersion(1));
            assertThat(storage.examine()).isEmpty();
        }
    }

    @Test
    @DisplayName("A7: a lock held by other code is a typed failure after a bounded wait")
    void a_lock_held_by_other_code_is_a_typed_failure_after_a_bounded_wait() throws SQLException {
        try (SqliteStorage storage = SqliteStorage.open(file(), HASTY);
                Connection other = Sqlite.open(file())) {
            Sqlite.execute(other, "BEGIN IMMEDIATE");
            assertThatThrownBy(() -> storage.write(tx -> 1)).isInstanceOf(StoreBusyException.class);
            assertThat(entries(storage)).isZero();
            Sqlite.execute(other, "ROLLBACK");
            assertThat(storage.<Integer>write(tx -> 1)).isOne();
        }
    }

    @Test
    @DisplayName("A7: a store locked as a whole cannot be opened and says so")
    void a_store_locked_as_a_whole_cannot_be_opened_and_says_so() throws SQLException {
        SqliteStorage.open(file()).close();
        try (Connection other = Sqlite.open(file())) {
            Sqlite.execute(other, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE");
            assertThatThrownBy(() -> SqliteStorage.open(file(), HASTY)).isInstanceOf(StoreBusyException.class);
        }
        SqliteStorage.open(file()).close();
    }

    @Test
    void a_row_that_breaks_a_rule_is_a_typed_failure() {
        try (SqliteStorage storage = SqliteStorage.open(file())) {
            assertThatThrownBy(() -> write(storage, tx -> tx.credentials().insertVersion(Rows.version("gone", 1))))
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILURE));
        }
    }

    @Test
    void a_connection_that_was_lost_inside_a_transaction_is_replaced_and_its_turn_given_up() throws SQLException {
        try (SqliteStorage storage = SqliteStorage.open(file(), HASTY)) {
            Sqlite.execute(file(), "DROP TABLE credential_audit_log");
            assertThatThrownBy(() -> write(storage, tx -> {
                        tx.state().insert(Rows.state(1));
                        tx.audit().append(Rows.entry(1));
                    }))
                    .isInstanceOf(StorageException.class);
            Sqlite.execute(file(), "DELETE FROM credentials");
            write(storage, tx -> tx.state().insert(Rows.state(2)));
        }
    }

    @Test
    void damage_under_a_running_store_is_a_typed_failure() throws IOException {
        SqliteStorage.open(file()).close();
        long tables = Files.size(file()); // what is behind them is trail
        try (SqliteStorage storage = SqliteStorage.open(file())) {
            for (int i = 1; i <= 300; i++) {
                int seq = i;
                write(storage, tx -> tx.audit().append(Rows.entry(seq)));
            }
        }
        // closed: nobody's locks are lost by opening the file here
        try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
            for (long page = tables / 4_096; page < raw.length() / 4_096; page++) {
                raw.seek(page * 4_096);
                raw.write(new byte[4_096]);
            }
        }
        try (SqliteStorage storage = SqliteStorage.open(file())) {
            assertThat(storage.examine()).isNotEmpty();
            assertThatThrownBy(() -> storage.read(tx -> tx.audit().scan(0, 1_000)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("damaged");
            assertThatThrownBy(() -> write(storage, tx -> tx.audit().append(Rows.entry(301))))
                    .isInstanceOf(StorageException.class);
        }
    }

    @Test
    void a_file_that_lost_its_end_while_open_is_a_typed_failure() throws Exception {
        try (SqliteStorage storage = SqliteStorage.open(file(), HASTY)) {
            write(storage, tx -> tx.audit().append(Rows.entry(1)));
            String truncate = "truncate -s 5000 '" + file() + "'; truncate -s 0 '" + file() + "-wal'";
            assertThat(new ProcessBuilder("sh", "-c", truncate).start().waitFor())
                    .isZero();
            assertThatThrownBy(() -> {
                        write(storage, tx -> tx.credentials().insert(Rows.credential(Rows.id(1), "one")));
                        entries(storage);
                    })
                    .isInstanceOf(StorageException.class);
        }
        Files.delete(file());
    }
}
