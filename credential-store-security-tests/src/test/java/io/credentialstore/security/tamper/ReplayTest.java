package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.CredentialId;
import io.credentialstore.security.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Genuine rows at the wrong time or in the wrong place: of this store as it once was, or of another one. */
@Timeout(120)
@ParameterizedClass(name = "{0}")
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    @Parameter
    Database database;

    private RichStore rich;

    private Path directory;

    @BeforeParameterizedClassInvocation(injectArguments = false)
    void make(@TempDir Path folder) throws SQLException, IOException {
        directory = folder;
        rich = new RichStore(Ground.of(database, directory, "store"));
    }

    @AfterParameterizedClassInvocation
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
        try (Attacker attacker = new Attacker(rich.ground())) {
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
        try (RichStore other = new RichStore(Ground.of(database, directory, "other"), rich);
                Attacker donor = new Attacker(other.ground())) {
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
                rich.releasesNoneButItsOwn(siege.store(), id);
            }
            assertThat(siege.store().verifyIntegrity().isIntact())
                    .as(table.name())
                    .isFalse();
        }
    }

    @Test
    @DisplayName("R3: two stores with the same master key, names, ids and times have no sixteen sealed bytes in common")
    void twoStoresWithTheSameKey_haveNoSealedBytesInCommon() throws SQLException, IOException {
        rich.restore();
        try (RichStore twin = new RichStore(Ground.of(database, directory, "twin"), rich)) {
            assertThat(windows(rich)).isNotEmpty().doesNotContainAnyElementsOf(windows(twin));
        }
    }

    private static Set<String> windows(RichStore store) throws SQLException {
        Set<String> windows = new HashSet<>();
        try (Attacker reader = new Attacker(store.ground())) {
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
}
