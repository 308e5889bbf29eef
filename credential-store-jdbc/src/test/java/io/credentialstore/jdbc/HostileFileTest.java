package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.error.UnsupportedStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostileFileTest {
    @TempDir
    private Path directory;

    private Path file(byte[] content) throws IOException {
        Path file = directory.resolve("file.db");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
        return file;
    }

    private Path database(String... statements) throws IOException, SQLException {
        Path file = file(new byte[0]);
        Sqlite.execute(file, statements);
        return file;
    }

    private Path store() {
        Path file = directory.resolve("file.db");
        SqliteStorage.open(file).close();
        return file;
    }

    /** Refused, byte for byte as before, and nothing beside it. */
    private void refused(Path file, ErrorCode code) {
        Map<String, List<Byte>> before = Sqlite.contents(directory);
        assertThatThrownBy(() -> SqliteStorage.open(file))
                .isInstanceOfSatisfying(
                        UnsupportedStoreException.class,
                        e -> assertThat(e.code()).isEqualTo(code));
        assertThat(Sqlite.contents(directory)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 100, 511, 512, 4_096, 50_000})
    @DisplayName("W16: noise of any length is not a store")
    void noise_of_any_length_is_not_a_store(int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        refused(file(noise), ErrorCode.NOT_A_STORE);
    }

    @Test
    @DisplayName("W16: a text file is not a store")
    void a_text_file_is_not_a_store() throws IOException {
        refused(file("name,password\n".repeat(100).getBytes(StandardCharsets.UTF_8)), ErrorCode.NOT_A_STORE);
    }

    @Test
    @DisplayName("W16: another program's database is not a store")
    void another_programs_database_is_not_a_store() throws Exception {
        refused(database("CREATE TABLE songs (title)"), ErrorCode.NOT_A_STORE);
    }

    @Test
    void another_programs_database_is_known_by_its_application_id_even_when_it_is_empty() throws Exception {
        refused(database("PRAGMA application_id = 252006673"), ErrorCode.NOT_A_STORE);
    }

    @Test
    void a_database_with_a_version_of_its_own_is_not_a_store() throws Exception {
        refused(database("PRAGMA user_version = 1"), ErrorCode.NOT_A_STORE);
    }

    @Test
    @DisplayName("W16: another program's unwritten changes are not written for it")
    void another_programs_unwritten_changes_are_not_written_for_it(@TempDir Path elsewhere) throws Exception {
        try (Connection connection = Sqlite.open(elsewhere.resolve("file.db"))) {
            Sqlite.execute(connection, "PRAGMA journal_mode = wal", "CREATE TABLE songs (title)");
            for (String name : List.of("file.db", "file.db-wal", "file.db-shm")) {
                Path copy = Files.copy(elsewhere.resolve(name), directory.resolve(name));
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
        }
        Map<String, List<Byte>> before = Sqlite.contents(directory);
        assertThatThrownBy(() -> SqliteStorage.open(directory.resolve("file.db")))
                .isInstanceOf(UnsupportedStoreException.class);
        Map<String, List<Byte>> after = Sqlite.contents(directory);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.get("file.db")).isEqualTo(before.get("file.db"));
        assertThat(after.get("file.db-wal"))
                .isEqualTo(before.get("file.db-wal"))
                .isNotEmpty();
    }

    @Test
    @DisplayName("W10: a store from the future is left alone")
    void a_store_from_the_future_is_left_alone() throws Exception {
        Path file = store();
        Sqlite.execute(file, "PRAGMA user_version = 3");
        refused(file, ErrorCode.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0, -1})
    @DisplayName("W10: a store that claims another version than it has is tampered with")
    void a_store_that_claims_another_version_than_it_has_is_tampered(int version) throws Exception {
        Path file = store();
        Sqlite.execute(file, "PRAGMA user_version = " + version);
        assertThatThrownBy(() -> SqliteStorage.open(file)).isInstanceOf(TamperedException.class);
    }

    @Test
    void a_migration_that_was_broken_off_is_carried_out_again() throws Exception {
        Path other = directory.resolve("other.db");
        SqliteStorage.open(other).close();
        String history;
        try (Connection connection = Sqlite.open(other)) {
            history = Sqlite.query(
                            connection, "SELECT sql FROM sqlite_schema WHERE name = 'credential_store_schema_history'")
                    .get(0);
        }
        Path file = database(history);
        try (SqliteStorage storage = SqliteStorage.open(file)) {
            assertThat(storage.examine()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 4_096, 8_192, 20_000})
    @DisplayName("W16: a store that was cut short is a typed failure")
    void a_store_that_was_cut_short_is_a_typed_failure(int length) throws IOException {
        Path file = store();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> {
                    try (SqliteStorage storage = SqliteStorage.open(file)) {
                        assertThat(storage.examine()).isNotEmpty();
                        throw StorageException.failure("examined", null);
                    }
                })
                .isInstanceOf(StorageException.class);
    }

    @Test
    @DisplayName("W14, W16: any damage ends in a typed failure or a finding, never in anything else")
    void any_damage_ends_in_a_typed_failure_or_a_finding_but_never_in_anything_else() throws IOException {
        byte[] whole = Files.readAllBytes(store());
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit < 20; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(directory.resolve("file.db"), damaged);
            try (SqliteStorage storage = SqliteStorage.open(directory.resolve("file.db"))) {
                storage.examine();
            } catch (StorageException | TamperedException | UnsupportedStoreException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }
}
