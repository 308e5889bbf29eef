package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.model.CredentialId;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Genuine rows at the wrong time or in the wrong place: of this store as it once was, of another one, of another file. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private RichStore rich;

    private Path directory;

    @BeforeAll
    void make(@TempDir Path folder) throws SQLException, IOException {
        directory = folder;
        rich = new RichStore(directory.resolve("store.db"));
    }

    @AfterAll
    void close() {
        rich.close();
    }

    /** Tables that are put back together, from the smallest script to everything but the trail. */
    static Stream<Set<String>> scripts() {
        return Stream.of(
                Set.of("credentials"),
                Set.of("credential_access_policies"),
                Set.of("credentials", "credential_access_policies"),
                Set.of("credentials", "credential_access_policies", "credential_versions"),
                Set.of("credentials", "credential_access_policies", "credential_versions", "credential_digests"),
                Set.of(
                        "credentials",
                        "credential_access_policies",
                        "credential_versions",
                        "credential_digests",
                        "store_state"),
                Set.of("key_slots"),
                Set.of("key_slots", "encryption_keys", "store_state"),
                Set.of("store_state"),
                Set.of("credential_digests", "store_state"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName(
            "W4, W5: tables of an earlier moment, put back together in any choice without the trail, revive nothing")
    void tablesOfAnEarlierMoment_reviveNothing(Set<String> tables) throws SQLException, IOException {
        try (Siege siege = new Siege(rich)) {
            putBack(siege.attacker(), tables);
            revivesNothing(siege.store());
            assertThat(siege.store().verifyIntegrity().isIntact()).isFalse();
        }
        rich.restore();
        try (Attacker attacker = new Attacker(rich.file())) {
            putBack(attacker, tables);
        }
        try (CredentialStore opened = rich.open()) {
            revivesNothing(opened);
            assertThat(opened.verifyIntegrity().isIntact()).isFalse();
        } catch (CredentialStoreException refused) {
            assertThat(refused.code()).isNotEqualTo(ErrorCode.INTERNAL);
        }
    }

    private void putBack(Attacker attacker, Set<String> tables) throws SQLException {
        for (Table table : attacker.tables()) {
            if (tables.contains(table.name())) {
                List<Row> earlier = rich.moments().get(0).stream()
                        .filter(row -> row.table().equals(table))
                        .toList();
                assertThat(attacker.replace(attacker.rows(table), earlier)).isTrue();
            }
        }
    }

    /** At the first moment the revoked and the deleted one were there, and the former reader had its grants. */
    private void revivesNothing(CredentialStore store) {
        assertThatThrownBy(() -> store.retrieveCredential(rich.revoked(), RichStore.READER))
                .isInstanceOf(CredentialStoreException.class);
        assertThatThrownBy(() -> store.retrieveCredential(rich.deleted(), RichStore.READER))
                .isInstanceOf(CredentialStoreException.class);
        rich.serving()
                .forEach(id -> assertThatThrownBy(() -> store.retrieveCredential(id, RichStore.FORMER))
                        .isInstanceOf(CredentialStoreException.class));
    }

    @Test
    @DisplayName("W2: rows and whole tables of another store with the same master key open nothing here")
    void rowsOfAnotherStore_openNothing() throws SQLException, IOException {
        try (RichStore other = new RichStore(directory.resolve("other.db"), rich);
                Attacker donor = new Attacker(other.file())) {
            for (Table table : donor.tables()) {
                if (!table.name().endsWith("schema_history")) {
                    replacedByAnothers(table, donor.rows(table));
                }
            }
        }
    }

    private void replacedByAnothers(Table table, List<Row> others) throws SQLException, IOException {
        try (Siege siege = new Siege(rich)) {
            List<Row> own = siege.attacker().rows(table);
            if (own.equals(others)) {
                return; // nothing in it is particular to a store
            }
            assertThat(siege.attacker().replace(own, others)).isTrue();
            for (CredentialId id : rich.serving()) {
                releasesNoneButItsOwn(siege.store(), id);
            }
            assertThat(siege.store().verifyIntegrity().isIntact())
                    .as(table.name())
                    .isFalse();
        }
    }

    private void releasesNoneButItsOwn(CredentialStore store, CredentialId id) {
        try (RetrievedCredential released = store.retrieveCredential(id, RichStore.READER)) {
            assertThat(rich.isGenuine(released)).isTrue();
        } catch (CredentialStoreException refused) {
            assertThat(refused.code()).isNotEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    @DisplayName("R3: two stores with the same master key, names, ids and times have no sixteen sealed bytes in common")
    void twoStoresWithTheSameKey_haveNoSealedBytesInCommon() throws SQLException, IOException {
        rich.restore();
        try (RichStore twin = new RichStore(directory.resolve("twin.db"), rich)) {
            assertThat(windows(rich)).isNotEmpty().doesNotContainAnyElementsOf(windows(twin));
        }
    }

    private static Set<String> windows(RichStore store) throws SQLException {
        Set<String> windows = new HashSet<>();
        try (Attacker reader = new Attacker(store.file())) {
            for (Table table : reader.tables()) {
                for (Row row : reader.rows(table)) {
                    row.values().stream()
                            .filter(byte[].class::isInstance)
                            .map(value -> HexFormat.of().formatHex((byte[]) value))
                            .forEach(hex -> IntStream.rangeClosed(0, hex.length() / 2 - 16)
                                    .mapToObj(i -> hex.substring(2 * i, 2 * i + 32))
                                    .forEach(windows::add));
                }
            }
        }
        return windows;
    }

    @Test
    @DisplayName("W18: a database and a write-ahead log of different generations, in any mix, release no other value")
    void mixedGenerations_areRefusedFoundOrConsistent() throws SQLException, IOException {
        Generation before;
        Generation after;
        try (Siege siege = new Siege(rich)) {
            siege.store().retrieveCredential(rich.bystander(), RichStore.READER).close();
            before = Generation.of(rich.file(), directory.resolve("before"));
            try (ApiKey newest = TestValues.apiKey("the newest")) {
                siege.store().rotateCredential(rich.bystander(), newest);
            }
            siege.store().revokeCredential(rich.serving().get(0), null, null);
            after = Generation.of(rich.file(), directory.resolve("after"));
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

    private String opened(Path database, Path log) throws IOException {
        rich.restore();
        Files.write(rich.file(), Files.readAllBytes(database));
        if (Files.exists(log)) {
            Path beside = Path.of(rich.file() + "-wal");
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
            releasesNoneButItsOwn(store, id);
        }
    }
}
