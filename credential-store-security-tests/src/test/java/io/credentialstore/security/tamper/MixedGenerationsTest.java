package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.model.CredentialId;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file and a write-ahead log, each genuine, that do not belong together. */
@Timeout(120)
class MixedGenerationsTest {
    @TempDir
    private Path directory;

    private Path file;
    private RichStore rich;

    @BeforeEach
    void make() throws SQLException, IOException {
        file = directory.resolve("store.db");
        rich = new RichStore(new SqliteGround(file));
    }

    @AfterEach
    void close() {
        rich.close();
    }

    @Test
    @DisplayName("W18: a database and a write-ahead log of different generations, in any mix, release no other value")
    void mixedGenerations_areRefusedFoundOrConsistent() throws SQLException, IOException {
        Generation before;
        Generation after;
        try (Siege siege = new Siege(rich)) {
            siege.store().retrieveCredential(rich.bystander(), RichStore.READER).close();
            before = Generation.of(file, directory.resolve("before"));
            try (ApiKey newest = TestValues.apiKey("the newest")) {
                siege.store().rotateCredential(rich.bystander(), newest);
            }
            siege.store().revokeCredential(rich.serving().get(0), null, null);
            after = Generation.of(file, directory.resolve("after"));
        }
        List<String> seen = new ArrayList<>();
        for (Path database : List.of(before.database(), after.database())) {
            for (Path log : List.of(before.log(), after.log(), directory.resolve("none"))) {
                seen.add(opened(database, log));
            }
        }
        assertThat(List.of(seen.get(0), seen.get(4)))
                .as("generations that belong together")
                .containsOnly("consistent");
    }

    /** Copies made by another process, as those of a backup would be: reading here would drop SQLite's locks. */
    private record Generation(Path database, Path log) {
        static Generation of(Path file, Path copy) throws IOException {
            Generation generation = new Generation(copy.resolveSibling(copy.getFileName() + ".db"), copy);
            copy(file, generation.database);
            copy(Path.of(file + "-wal"), generation.log);
            return generation;
        }

        private static void copy(Path from, Path to) throws IOException {
            try {
                assertThat(new ProcessBuilder("cp", from.toString(), to.toString())
                                .start()
                                .waitFor())
                        .isZero();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private String opened(Path database, Path log) throws SQLException, IOException {
        rich.restore();
        Files.write(file, Files.readAllBytes(database));
        if (Files.exists(log)) {
            Path beside = Path.of(file + "-wal");
            OwnerFiles.create(beside).close();
            Files.write(beside, Files.readAllBytes(log));
        }
        try (CredentialStore store = rich.open()) {
            rich.serving().forEach(id -> releasesNoneOfAnothers(store, id));
            return store.verifyIntegrity().isIntact() ? "consistent" : "found";
        } catch (CredentialStoreException refused) {
            return "refused";
        }
    }

    private void releasesNoneOfAnothers(CredentialStore store, CredentialId id) {
        if (!id.equals(rich.bystander())) {
            rich.releasesNoneButItsOwn(store, id);
        }
    }
}
