package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.CredentialId;
import io.credentialstore.security.database.Postgres;
import io.credentialstore.security.report.Figures;
import io.credentialstore.testkit.Canary;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
@DisplayName("While something that a store needs is missing")
class OutagesTest {
    private static final int HUNGRY_ROUNDS = Figures.thorough() ? 40 : 2;
    private static final AuditQuery RELEASES =
            AuditQuery.all().withAction(AuditAction.RETRIEVE).successesOnly();

    @TempDir
    private Path folder;

    private static CredentialId readable(CredentialStore store, String text) {
        try (ApiKey value = TestValues.apiKey(text)) {
            CredentialId id = store.storeCredential("name", "service", value);
            store.grantAccess(id, Stage.READER, AccessLevel.READ);
            return id;
        }
    }

    private static void retrieve(CredentialStore store, CredentialId id) {
        store.retrieveCredential(id, Stage.READER.id()).close();
    }

    /** How often it worked. */
    private static int retrieveUntilFull(CredentialStore store, CredentialId id) {
        for (int releases = 0; ; releases++) {
            try {
                retrieve(store, id);
            } catch (CredentialStoreException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL);
                return releases;
            }
        }
    }

    @Test
    @DisplayName(
            "A2: space: every release is in the trail, every refusal is typed, and the same store goes on with space")
    void fullDisk_releasesNothingUnrecorded_andGoesOn() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder, 1_024);
                Stage stage = Stage.open(disk.folder())) {
            assertGoesOnWithSpace(stage.store(), disk);
        }
    }

    @Test
    @DisplayName("A2: space on the server: as with a file")
    void fullDiskOfTheServer_releasesNothingUnrecorded_andGoesOn() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(Files.createDirectory(folder.resolve("disk")), 131_072);
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(disk.folder().resolve("data"))
                        .setServerConfig("unix_socket_directories", "") // whose lock a zombie keeps
                        .start();
                Stage stage = Stage.open(folder, server.getJdbcUrl(Postgres.SUPERUSER, Postgres.SUPERUSER))) {
            assertGoesOnWithSpace(stage.store(), disk);
        }
    }

    private static void assertGoesOnWithSpace(CredentialStore store, Tmpfs disk) throws IOException {
        CredentialId id = readable(store, "fake-key");
        Path ballast = disk.fillBut(300_000);
        int releases = retrieveUntilFull(store, id);
        assertThat(store.countAuditEntries(RELEASES)).isPositive().isEqualTo(releases);

        Files.delete(ballast);
        retrieve(store, id);

        assertThat(store.countAuditEntries(RELEASES)).isEqualTo(releases + 1);
        assertThat(store.verifyIntegrity().findings()).isEmpty();
    }

    @Test
    @DisplayName("A8: write access: a store on a read-only disk is refused with the way out, and opens when it is back")
    void readOnlyDisk_isRefused() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder, 1_024)) {
            CredentialId id;
            try (Stage stage = Stage.open(disk.folder())) {
                id = readable(stage.store(), "fake-key");
            }
            disk.remount("ro");
            assertThatExceptionOfType(CredentialStoreException.class)
                    .isThrownBy(() -> Stage.open(disk.folder()).close())
                    .matches(e -> e.code() == ErrorCode.STORAGE_FAILURE, "STORAGE_FAILURE")
                    .withMessageContaining("cannot be");
            disk.remount("rw");
            try (Stage stage = Stage.open(disk.folder())) {
                retrieve(stage.store(), id);
            }
        }
    }

    @Test
    @DisplayName("A12: an end of a long reader: others go on, and the log shrinks again after it")
    void longReader_delaysNobody_andTheLogShrinksAgain() throws Exception {
        Path log = folder.resolve("store.db-wal");
        long limit = 8_388_608;
        try (Stage stage = Stage.open(folder)) {
            CredentialStore store = stage.store();
            CredentialId id = readable(store, "fake-key");
            try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + Stage.fileIn(folder));
                    Statement statement = reader.createStatement();
                    ApiKey large = TestValues.apiKey("x".repeat(60_000))) {
                read(statement);
                for (int i = 0; Files.size(log) < limit + limit / 4; i++) {
                    store.storeCredential("large-" + i, "service", large);
                }
                statement.execute("ROLLBACK");
            }
            // one commit empties the log, the next one begins it anew
            retrieve(store, id);
            retrieve(store, id);
            assertThat(Files.size(log)).isLessThanOrEqualTo(limit);
            assertThat(store.verifyIntegrity().findings()).isEmpty();
        }
    }

    private static void read(Statement statement) throws SQLException {
        statement.execute("BEGIN");
        statement.executeQuery("SELECT COUNT(*) FROM credential_audit_log").close();
    }

    @Test
    @DisplayName("A9: memory: the call fails as a whole or works, and the next one works")
    void outOfMemory_leavesNoHalf() throws Exception {
        assertThat(Player.process(Hunger.class, folder, HUNGRY_ROUNDS)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        List<String> findings = new ArrayList<>();
        int hungry = 0;
        for (int i = 0; i < HUNGRY_ROUNDS; i++) {
            Path round = folder.resolve("round-" + i);
            hungry += Account.in(round).outcomes().containsValue(Account.OUT_OF_MEMORY) ? 1 : 0;
            findings.addAll(Aftermath.inconsistencies(round));
        }
        assertThat(findings).isEmpty();
        assertThat(hungry).as("calls that failed for want of memory").isPositive();
    }

    @Test
    @DisplayName("A1: space for its entry: a value that was decrypted already is wiped, and not even garbage holds it")
    void unrecordedValue_isWiped() throws Exception {
        Canary canary = Canary.named("unrecorded");
        CredentialId id;
        try (Stage stage = Stage.open(folder)) {
            id = readable(stage.store(), canary.text());
        }
        long pages = Files.size(Stage.fileIn(folder)) / 4_096 + 4;
        Process process = Player.process(Disclosure.class, folder, id, pages).start();

        assertThat(process.inputReader().lines()).containsExactly("STORAGE_FULL", "name");
        assertThat(foundIn(canary, Disclosure.RELEASED)).as("control").isNotEmpty();
        assertThat(foundIn(canary, Disclosure.REFUSED)).isEmpty();
    }

    private List<String> foundIn(Canary canary, String dump) throws IOException {
        return canary.findIn(Files.readAllBytes(folder.resolve(dump)));
    }
}
