package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ErasureTest {
    private static final String NEEDLE = "a needle that no other row has, sixty-four bytes long: 0123456789";
    private static final Bytes CIPHERTEXT =
            Bytes.of(NEEDLE.substring(0, 64).repeat(64).getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path directory;

    private static void write(SqliteStorage storage, Consumer<StorageTransaction> work) {
        storage.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private static StoredVersion version(int number) {
        StoredVersion row = Rows.version(Rows.id(1), number);
        return new StoredVersion(
                row.credentialId(),
                number,
                CIPHERTEXT,
                row.salt(),
                row.iv(),
                row.authTag(),
                row.kdfIterations(),
                row.encryptionKeyId(),
                row.status(),
                row.createdAt(),
                row.createdBy(),
                row.servesUntil(),
                row.rowMac());
    }

    private SqliteStorage filled() {
        SqliteStorage storage = SqliteStorage.open(directory.resolve("store.db"));
        write(storage, tx -> {
            tx.credentials().insert(Rows.credential(Rows.id(1), "one"));
            tx.credentials().insertVersion(version(1));
            tx.credentials().insertVersion(version(2));
            tx.policies().insert(Rows.policy("pol_1", Rows.id(1), "billing"));
        });
        return storage;
    }

    /** Copies first, in another process: opening the files here would drop SQLite's locks. */
    private boolean isInTheFiles(String needle) {
        try {
            Process grep = new ProcessBuilder(
                            "sh", "-c", "cat '" + directory + "'/store.db* | grep -c -a -F '" + needle + "'")
                    .start();
            return !new String(grep.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .equals("0");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isInTheFiles() {
        return isInTheFiles(NEEDLE.substring(0, 64));
    }

    @Test
    @DisplayName("R6: a deleted credential leaves no bytes while the store goes on")
    void a_deleted_credential_leaves_no_bytes_while_the_store_goes_on() {
        try (SqliteStorage storage = filled()) {
            assertThat(isInTheFiles()).isTrue();
            write(storage, tx -> tx.credentials().delete(Rows.id(1)));
            assertThat(isInTheFiles()).isFalse();
            assertThat(storage.<Boolean>read(
                            tx -> tx.credentials().find(Rows.id(1)).isPresent()))
                    .isFalse();
            assertThat(storage.<Integer>read(
                            tx -> tx.policies().listByCredential(Rows.id(1)).size()))
                    .isZero();
            assertThat(storage.<Integer>read(
                            tx -> tx.credentials().listVersions(Rows.id(1)).size()))
                    .isZero();
        }
    }

    @Test
    @DisplayName("R6: a deleted version leaves no bytes")
    void a_deleted_version_leaves_no_bytes() {
        try (SqliteStorage storage = filled()) {
            write(storage, tx -> {
                tx.credentials().deleteVersion(Rows.id(1), 1);
                tx.credentials().deleteVersion(Rows.id(1), 2);
            });
            assertThat(isInTheFiles()).isFalse();
        }
    }

    @Test
    @DisplayName("R6: a removed key slot leaves no wrapped keys")
    void a_removed_key_slot_leaves_no_wrapped_keys() {
        try (SqliteStorage storage = filled()) {
            StoredKeySlot row = Rows.slot("mk_1");
            Bytes wrapped =
                    Bytes.of("wrapped keys that must not outlive their slot".getBytes(StandardCharsets.US_ASCII));
            write(
                    storage,
                    tx -> tx.keys()
                            .insertSlot(new StoredKeySlot(
                                    row.id(),
                                    row.kdf(),
                                    row.kdfIterations(),
                                    row.salt(),
                                    row.iv(),
                                    wrapped,
                                    row.authTag(),
                                    row.createdAt(),
                                    row.createdBy(),
                                    row.headerMac())));
            assertThat(isInTheFiles("must not outlive")).isTrue();
            write(storage, tx -> assertThat(tx.keys().deleteSlot("mk_1")).isTrue());
            assertThat(isInTheFiles("must not outlive")).isFalse();
        }
    }

    @Test
    @DisplayName("R6: what a reader still sees goes with the next commit after it")
    void what_a_reader_still_sees_goes_with_the_next_commit_after_it() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (SqliteStorage storage = filled()) {
            Future<StoredVersion> reader = other.submit(() -> storage.read(tx -> {
                tx.credentials().find(Rows.id(1));
                reading.countDown();
                await(release);
                return tx.credentials().findVersion(Rows.id(1), 1).orElseThrow();
            }));
            reading.await();
            write(storage, tx -> tx.credentials().delete(Rows.id(1)));
            release.countDown();
            assertThat(reader.get().encryptedValue()).isEqualTo(CIPHERTEXT);
            write(storage, tx -> tx.audit().append(Rows.entry(1)));
            assertThat(isInTheFiles()).isFalse();
        } finally {
            other.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("R6: closing leaves one file and nothing deleted in it")
    void closing_leaves_one_file_and_nothing_deleted_in_it() throws IOException {
        try (SqliteStorage storage = filled()) {
            write(storage, tx -> tx.credentials().delete(Rows.id(1)));
        }
        assertThat(Sqlite.contents(directory)).containsOnlyKeys("store.db");
        assertThat(new String(Files.readAllBytes(directory.resolve("store.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain(NEEDLE.substring(0, 64));
    }
}
