package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.LargeStore;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.StorageException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification of a trail of many pages, and what happens between two of its snapshots. */
class LongVerificationTest {
    private static final int ENTRIES = 10_000;
    private static final int PAGES = ENTRIES / 500;

    @TempDir
    private Path directory;

    private final MasterKey key = MasterKey.generate();
    private Path file;
    private int snapshots;
    private Runnable between = () -> {};

    @BeforeEach
    void makeALongTrail() {
        file = directory.resolve("store.db");
        LargeStore.make(file, key, 10, ENTRIES);
    }

    @AfterEach
    void wipe() {
        key.close();
    }

    private CredentialStore store() {
        return CredentialStore.builder(() -> new Watched(SqliteStorage.open(file)))
                .masterKey(key)
                .open();
    }

    /** Lets something happen before each snapshot. */
    private final class Watched implements Storage {
        private final Storage storage;

        Watched(Storage storage) {
            this.storage = storage;
        }

        @Override
        public <T> T read(Function<StorageTransaction, T> work) {
            snapshots++;
            between.run();
            return storage.read(work);
        }

        @Override
        public <T> T write(Function<StorageTransaction, T> work) {
            return storage.write(work);
        }

        @Override
        public List<String> examine() {
            return storage.examine();
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    @Test
    @DisplayName(
            "A12: the log can be emptied between any two pages, so that it does not grow behind a long verification")
    void the_log_can_be_emptied_between_any_two_pages() throws Exception {
        List<String> busy = new ArrayList<>();
        try (CredentialStore store = store();
                Connection other = Sqlite.open(file)) {
            between = () -> {
                store.logCredentialAccess(HostEvent.of(LargeStore.id(1), LargeStore.SKILL, "meanwhile"));
                busy.addAll(emptyLog(other));
            };
            IntegrityReport report = store.verifyIntegrity();
            assertThat(report.findings()).isEmpty();
            assertThat(report.auditEntries()).as("those from meanwhile too").isGreaterThan(ENTRIES + PAGES);
        }
        assertThat(busy).hasSizeGreaterThan(PAGES).containsOnly("0");
    }

    private static List<String> emptyLog(Connection other) {
        try {
            return Sqlite.query(other, "PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("A13: interrupting the thread ends a verification between two pages, and leaves the flag set")
    void interrupting_the_thread_ends_a_verification() {
        try (CredentialStore store = store()) {
            int before = snapshots;
            between = () -> {
                if (snapshots == before + PAGES / 2) {
                    Thread.currentThread().interrupt();
                }
            };
            assertThatThrownBy(store::verifyIntegrity)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(snapshots).isLessThanOrEqualTo(before + PAGES / 2);
            assertThat(store.verifyIntegrity().findings()).isEmpty();
        }
    }

    @Test
    @DisplayName("A11: entries that are pruned during a verification are not missed by it")
    void entries_that_are_pruned_meanwhile_are_not_missed() {
        Path segment = directory.resolve("segment");
        try (CredentialStore store = store();
                CredentialStore other =
                        SqliteCredentialStore.builder(file).masterKey(key).open()) {
            int before = snapshots;
            between = () -> {
                if (snapshots == before + PAGES / 2) {
                    assertThat(other.exportAuditTrail(segment, LargeStore.SECOND_BATCH))
                            .isPresent();
                    other.pruneAuditTrail(segment, "ops");
                }
            };
            IntegrityReport report = store.verifyIntegrity();
            assertThat(report.findings()).isEmpty();
            assertThat(report.firstAuditEntry()).isGreaterThan(ENTRIES / 2);
            assertThat(report.auditEntries()).isLessThanOrEqualTo(ENTRIES / 2 + 1);
        }
    }
}
