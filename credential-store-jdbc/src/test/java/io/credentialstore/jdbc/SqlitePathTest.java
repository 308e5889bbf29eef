package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.spi.StoredAuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlitePathTest {
    @TempDir
    private Path directory;

    private static void refused(Path path, String because) {
        assertThatThrownBy(() -> SqliteStorage.open(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(because);
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void no_path_is_refused() {
        refused(null, "must name a file");
        refused(Path.of(""), "must name a file");
        refused(Path.of("/"), "root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?journal_mode=OFF", "a?enable_load_extension=true", "?", "a\nb", "a\tb", "a\u0007b"})
    @DisplayName("F3: what the driver would read as a setting, and control characters, are refused")
    void what_the_driver_would_read_as_a_setting_and_control_characters_are_refused(String name) throws IOException {
        refused(directory.resolve(name), "'?' or control characters");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_directory_whose_name_the_driver_would_read_as_a_setting_is_refused() throws IOException {
        refused(Files.createDirectory(directory.resolve("a?b")).resolve("store.db"), "'?'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a#b",
                "a%41",
                "a%3Fmode=memory",
                "a;b",
                "a'b",
                "a\"b",
                "a&mode=memory",
                "file:a",
                "file:a%3Fmode=ro",
                ":memory:",
                ":resource:a",
                "-a",
                " a ",
                "a:b",
                "a\\b",
                "jdbc:sqlite:a",
                "é€😀",
                "a b",
                "$HOME",
                "~"
            })
    @DisplayName("F3: any other name stands for itself")
    void any_other_name_stands_for_itself(String name) throws IOException {
        Path path = directory.resolve(name);
        SqliteStorage.open(path).close();
        assertThat(files()).containsExactly(path);
        try (SqliteStorage again = SqliteStorage.open(path)) {
            assertThat(again.examine()).isEmpty();
        }
    }

    @Test
    void a_directory_that_does_not_exist_is_not_made() {
        refused(directory.resolve("missing/store.db"), "make it first");
    }

    @Test
    void a_file_in_place_of_the_directory_is_refused() throws IOException {
        refused(Files.createFile(directory.resolve("file")).resolve("store.db"), "not a directory");
    }

    @Test
    void a_directory_reached_through_a_symbolic_link_is_resolved_once() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        SqliteStorage.open(link.resolve("store.db")).close();
        assertThat(real.resolve("store.db")).isRegularFile();
    }

    @Test
    @DisplayName("F2, W16: symbolic links are refused, whatever they lead to")
    void symbolic_links_are_refused_whatever_they_lead_to() throws IOException {
        Path store = directory.resolve("store.db");
        SqliteStorage.open(store).close();
        refused(Files.createSymbolicLink(directory.resolve("to-store"), store), "symbolic link");
        refused(Files.createSymbolicLink(directory.resolve("to-null"), Path.of("/dev/null")), "symbolic link");
        refused(Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("none")), "symbolic link");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    @DisplayName("W16: directories and pipes are refused without opening them")
    void directories_and_pipes_are_refused_without_opening_them() throws Exception {
        refused(Files.createDirectory(directory.resolve("directory")), "not a regular file");
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refused(pipe, "not a regular file");
    }

    @Test
    @DisplayName("F2: a file with a second name is refused")
    void a_file_with_a_second_name_is_refused() throws IOException {
        Path store = directory.resolve("store.db");
        SqliteStorage.open(store).close();
        Files.createLink(directory.resolve("second"), store);
        refused(store, "hard link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    @DisplayName("F1: a file that others may use is refused, with the command that helps")
    void a_file_that_others_may_use_is_refused_with_the_command_that_helps(String mode) throws IOException {
        Path store = directory.resolve("it's a store.db");
        SqliteStorage.open(store).close();
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString(mode));
        refused(store, "chmod 600 '" + store.toString().replace("'", "'\\''") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-shm", "-journal"})
    @DisplayName("F1, F2: a planted sibling is refused")
    void a_planted_sibling_is_refused(String suffix) throws IOException {
        Path store = directory.resolve("store.db");
        SqliteStorage.open(store).close();
        Path sibling = directory.resolve("store.db" + suffix);
        Files.createFile(sibling, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        refused(store, sibling.toString());
        Files.delete(sibling);
        Files.createSymbolicLink(sibling, directory.resolve("elsewhere"));
        refused(store, "symbolic link");
    }

    @Test
    void an_empty_file_becomes_a_store() throws IOException {
        Path store = Files.createFile(
                directory.resolve("store.db"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (SqliteStorage storage = SqliteStorage.open(store)) {
            assertThat(storage.<Boolean>read(tx -> tx.state().find().isPresent()))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("F1: every file is its owner's only from the first moment, even without umask")
    void every_file_is_its_owners_only_from_the_first_moment_even_without_umask() throws Exception {
        Path store = directory.resolve("store.db");
        Child child = Child.inShell("umask 000", "modes", store.toString());
        assertThat(child.line()).isEqualTo("store.db rw-------, store.db-shm rw-------, store.db-wal rw-------");
        child.end();
        assertThat(mode(store)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({"FRESH, false", "FRESH, true", "SETTLED, false", "SETTLED, true"})
    @DisplayName(
            "W17: a file that takes the place of the open one is neither used nor touched, and the store goes on without it")
    void a_file_that_takes_the_place_of_the_open_one_is_not_used(Look look, boolean reader) throws IOException {
        Path store = directory.resolve("store.db");
        Path aside = directory.resolve("aside.db");
        Path other = directory.resolve("other.db");
        SqliteStorage.open(other).close();
        byte[] before = Files.readAllBytes(other);
        try (SqliteStorage storage = SqliteStorage.open(store, look.settings())) {
            append(storage, 1);
            if (reader) {
                assertThat(entries(storage)).containsExactly(Rows.entry(1)); // its connection stays open
            }
            look.settle(directory);
            Files.move(store, aside);
            refuses(storage);
            look.settle(directory);
            Files.move(other, store);
            refuses(storage);
            assertThat(Files.readAllBytes(store)).isEqualTo(before);
            look.settle(directory);
            Files.move(store, other);
            Files.move(aside, store);
            append(storage, 2);
            assertThat(entries(storage)).containsExactly(Rows.entry(1), Rows.entry(2));
        }
    }

    private static void refuses(SqliteStorage storage) {
        assertThatThrownBy(() -> entries(storage))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("moved or replaced");
        assertThatThrownBy(() -> append(storage, 2))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("moved or replaced");
    }

    @Test
    @DisplayName("W17: a log that is taken away behind a symbolic link to the folder stops the store")
    void a_log_that_was_taken_away_behind_a_link_stops_the_store() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path moved = directory.resolve("moved");
        try (SqliteStorage storage = SqliteStorage.open(folder.resolve("store.db"), Look.SETTLED.settings())) {
            append(storage, 1);
            Files.move(folder, moved);
            Files.createSymbolicLink(folder, moved);
            append(storage, 2);
            append(storage, 3);
            Look.SETTLED.settle(moved);
            Files.delete(moved.resolve("store.db-wal"));
            assertThatThrownBy(() -> append(storage, 4))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("moved or replaced");
        }
    }

    @ParameterizedTest
    @CsvSource({"FRESH, unlinked", "FRESH, replaced", "SETTLED, unlinked", "SETTLED, replaced"})
    @DisplayName("W17: a write-ahead log that was taken away from under a running store stops it")
    void a_log_that_was_taken_away_stops_the_store_and_nothing_is_lost(Look look, String how) throws IOException {
        Path store = directory.resolve("store.db");
        Path log = directory.resolve("store.db-wal");
        try (SqliteStorage storage = SqliteStorage.open(store, look.settings())) {
            append(storage, 1);
            append(storage, 2);
            look.settle(directory);
            Files.delete(log);
            if (how.equals("replaced")) {
                Files.createFile(log);
            }
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThatThrownBy(() -> append(storage, 3))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("moved or replaced");
            }
            Files.deleteIfExists(log);
        }
        try (SqliteStorage storage = SqliteStorage.open(store)) {
            assertThat(entries(storage)).containsExactly(Rows.entry(1), Rows.entry(2));
        }
    }

    /** Whether the store looks at its files, because their folder has changed lately, or at the folder alone. */
    private enum Look {
        FRESH(Duration.ZERO),
        SETTLED(Duration.ofHours(1));

        private final Duration ahead;

        Look(Duration ahead) {
            this.ahead = ahead;
        }

        private SqliteSettings settings() {
            return SqliteSettings.defaults().withClock(InstantSource.offset(InstantSource.system(), ahead));
        }

        /** A clock that runs ahead does not keep two changes from having the same time: wait for the file system's. */
        private void settle(Path folder) throws IOException {
            Path elsewhere = Files.createTempDirectory("tick");
            Path made = elsewhere.resolve("made");
            while (this == SETTLED
                    && !changed(elsewhere).toInstant().isAfter(changed(folder).toInstant())) {
                Files.createFile(made);
                Files.delete(made);
            }
            Files.delete(elsewhere);
        }

        private static FileTime changed(Path folder) throws IOException {
            return (FileTime) Files.getAttribute(folder, "unix:ctime");
        }
    }

    private static List<StoredAuditEntry> entries(SqliteStorage storage) {
        return storage.read(tx -> tx.audit().scan(0, 10));
    }

    private static void append(SqliteStorage storage, long seq) {
        storage.write(tx -> {
            tx.audit().append(Rows.entry(seq));
            return true;
        });
    }

    @Test
    @DisplayName("F2: a directory in which everybody may replace files is refused, unless the sticky bit protects them")
    void a_directory_that_everybody_may_write_to_is_refused() throws Exception {
        Path open = Files.createDirectory(directory.resolve("it's open"));
        chmod("0777", open);
        refused(open.resolve("store.db"), "chmod o-w '" + directory.toRealPath() + "/it'\\''s open'");
        assertThat(open).isEmptyDirectory();
        chmod("1777", open);
        SqliteStorage.open(open.resolve("sticky.db")).close();
        chmod("0775", open);
        SqliteStorage.open(open.resolve("group.db")).close();
    }

    private static void chmod(String mode, Path directory) throws Exception {
        assertThat(new ProcessBuilder("chmod", mode, directory.toString())
                        .start()
                        .waitFor())
                .isZero();
    }
}
