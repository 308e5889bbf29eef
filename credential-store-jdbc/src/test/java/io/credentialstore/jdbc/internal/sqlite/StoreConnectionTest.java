package io.credentialstore.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.Sqlite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

class StoreConnectionTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void migrate() throws Exception {
        file = directory.toRealPath().resolve("store.db");
        SqliteMigration.migrate(StoreFile.at(file), SqliteSettings.defaults());
    }

    private Connection writer() throws SQLException {
        return StoreConnections.writing(file, SqliteSettings.defaults()).getConnection();
    }

    private Connection reader() throws SQLException {
        return StoreConnections.reading(file, SqliteSettings.defaults()).getConnection();
    }

    @ParameterizedTest
    @CsvSource({
        "journal_mode, wal",
        "synchronous, 2",
        "foreign_keys, 1",
        "secure_delete, 1",
        "trusted_schema, 0",
        "cell_size_check, 1",
        "temp_store, 2",
        "mmap_size, 0",
        "journal_size_limit, 8388608",
        "locking_mode, normal",
        "writable_schema, 0",
        "ignore_check_constraints, 0",
        "read_uncommitted, 0"
    })
    @DisplayName("W16, F5: connections of both kinds are careful, and keep temporary data in memory")
    void connections_of_both_kinds_are_careful(String pragma, String value) throws SQLException {
        try (Connection writer = writer();
                Connection reader = reader()) {
            assertThat(Sqlite.query(writer, "PRAGMA " + pragma)).containsExactly(value);
            assertThat(Sqlite.query(reader, "PRAGMA " + pragma)).containsExactly(value);
        }
    }

    @Test
    void only_one_kind_writes() throws SQLException {
        try (Connection writer = writer();
                Connection reader = reader()) {
            Sqlite.execute(writer, "DELETE FROM credentials");
            assertThatThrownBy(() -> Sqlite.execute(reader, "DELETE FROM credentials"))
                    .hasMessageContaining("READONLY");
        }
    }

    @Test
    @DisplayName("W13, W15: rows are bounded, triggers do not run and extensions do not load")
    void rows_are_bounded_triggers_do_not_run_and_extensions_do_not_load() throws SQLException {
        try (SQLiteConnection writer = (SQLiteConnection) writer()) {
            assertThat(writer.getDatabase().limit(SQLiteLimits.SQLITE_LIMIT_LENGTH.getId(), -1))
                    .isEqualTo(1_310_720);
            assertThat(writer.getDatabase().limit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH.getId(), -1))
                    .isZero();
            assertThatThrownBy(() -> Sqlite.query(writer, "SELECT zeroblob(1310721)"))
                    .hasMessageContaining("TOOBIG");
            assertThatThrownBy(() -> Sqlite.query(writer, "SELECT load_extension('x')"))
                    .hasMessageContaining("not authorized");
        }
    }

    @Test
    void a_setting_that_does_not_take_is_a_failure() {
        assertThatThrownBy(
                        () -> new StoreConnection(file, false, Duration.ZERO, Map.of("journal_mode", "bogus")).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("journal_mode is wal instead of bogus");
        assertThatThrownBy(
                        () -> new StoreConnection(file, false, Duration.ZERO, Map.of("no_such_setting", "1")).close())
                .isInstanceOf(SQLException.class);
    }

    @Test
    void a_file_that_is_not_there_is_not_made() {
        assertThatThrownBy(() -> new StoreConnection(directory.resolve("none"), false, Duration.ZERO, Map.of()).close())
                .isInstanceOf(SQLException.class);
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    @DisplayName("F2: SQLite itself refuses a link that appears after the check")
    void sqlite_itself_refuses_a_link_that_appears_after_the_check() throws Exception {
        Path link = Files.createSymbolicLink(file.resolveSibling("link"), file);
        assertThatThrownBy(() -> new StoreConnection(link, false, Duration.ZERO, Map.of()).close())
                .hasMessageContaining("SYMLINK");
    }

    @Test
    void a_statement_is_prepared_once_and_forgets_what_was_bound() throws SQLException {
        try (Connection connection = writer()) {
            String query = "SELECT ?1, COUNT(*) FROM credentials";
            PreparedStatement first = connection.prepareStatement(query);
            first.setString(1, "bound");
            assertThat(first.executeQuery().getString(1)).isEqualTo("bound");
            first.close();
            PreparedStatement second = connection.prepareStatement(query);
            assertThat(second).isSameAs(first);
            try (ResultSet row = second.executeQuery()) {
                assertThat(row.getString(1)).isNull();
            }
        }
    }

    @Test
    void a_statement_in_use_is_not_shared() throws SQLException {
        try (Connection connection = writer();
                PreparedStatement first = connection.prepareStatement("SELECT 1");
                PreparedStatement second = connection.prepareStatement("SELECT 1")) {
            assertThat(second).isNotSameAs(first);
            assertThat(first.executeQuery().getInt(1)).isOne();
            assertThat(second.executeQuery().getInt(1)).isOne();
        }
    }

    @Test
    void a_closed_query_does_not_hold_its_snapshot() throws SQLException {
        try (Connection reader = reader();
                Connection writer = writer()) {
            PreparedStatement open = reader.prepareStatement("SELECT name FROM sqlite_schema");
            assertThat(open.executeQuery().next()).isTrue();
            open.close();
            Sqlite.execute(
                    writer,
                    "INSERT INTO encryption_keys VALUES ('k', 1, 'a', 'active', '2026-11-22T10:32:27.123Z', NULL)");
            assertThat(Sqlite.query(writer, "PRAGMA wal_checkpoint(TRUNCATE)")).containsExactly("0");
        }
    }

    @Test
    @DisplayName("A8: where nothing can be written, no value can be released, and the failure says what to do")
    void a_file_that_cannot_be_written_is_a_typed_failure() throws SQLException {
        try (Connection connection = new StoreConnection(file, true, Duration.ZERO, StoreConnections.careful())) {
            SQLException failure = catchThrowableOfType(
                    SQLException.class, () -> Sqlite.execute(connection, "BEGIN IMMEDIATE", "DELETE FROM credentials"));
            assertThat(SqliteFailures.translate(failure))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot be written");
        }
    }
}
