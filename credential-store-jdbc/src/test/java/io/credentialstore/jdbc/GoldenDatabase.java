package io.credentialstore.jdbc;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.CredentialValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the golden database of a format version, once. The file it writes is committed and never made again: the test
 * that opens it shows that later versions still read what earlier ones wrote.
 */
final class GoldenDatabase {
    static final Instant MADE_AT = Instant.parse("2026-11-22T12:00:00Z");
    static final String SKILL = "golden_skill";

    private GoldenDatabase() {}

    static MasterKey masterKey() {
        try {
            return MasterKey.ofBytes(MessageDigest.getInstance("SHA-256")
                    .digest("credential-store golden database".getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Puts a golden database back into a file that does not exist yet. */
    static void restore(String golden, Path database) throws IOException, SQLException {
        Files.createFile(database, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (InputStream sql = Objects.requireNonNull(GoldenDatabase.class.getResourceAsStream("/golden/" + golden));
                Connection connection = Sqlite.open(database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Writes the database as SQL text to the file that the argument names. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("golden");
        Path database = folder.resolve("golden.db");
        try (MasterKey master = masterKey();
                CredentialStore store = SqliteCredentialStore.builder(database)
                        .masterKey(master)
                        .application("golden")
                        .environment(Environment.PRODUCTION)
                        .clock(new SettableClock(MADE_AT))
                        .open()) {
            fill(store);
        }
        Files.write(Path.of(arguments[0]), dump(database));
    }

    private static void fill(CredentialStore store) {
        for (CredentialType type : CredentialType.values()) {
            try (CredentialValue value = TestValues.of(type)) {
                CredentialId id = store.storeCredential(NewCredential.of("golden_" + type.code(), "example", value)
                        .withMetadata(Metadata.of(Map.of("type", type.code())))
                        .withCreatedBy("golden@example.com"));
                store.grantAccess(
                        id, Grant.of(Entity.skill(SKILL), AccessLevel.READ).withReason("golden"));
            }
        }
        CredentialId rotated =
                store.findCredential("golden_api_key").orElseThrow().id();
        try (CredentialValue second = TestValues.apiKey("fake-second-key")) {
            store.rotateCredential(
                    rotated, second, Rotation.by("golden@example.com").withGracePeriod(Duration.ofDays(3650)));
        }
        store.retrieveCredential(rotated, SKILL).close();
        try (CredentialValue gone = TestValues.apiKey("fake-revoked-key")) {
            CredentialId revoked = store.storeCredential("golden_revoked", "example", gone);
            store.revokeCredential(revoked, "golden@example.com", "golden");
        }
        try (MasterKey recovery = MasterKey.ofPassphrase("fake golden passphrase".toCharArray())) {
            store.addMasterKey(recovery, "golden@example.com");
        }
    }

    private static List<String> dump(Path database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String pragma : List.of("application_id", "user_version")) {
                lines.add("PRAGMA " + pragma + " = "
                        + strings(statement, "PRAGMA " + pragma).get(0) + ";");
            }
            for (String sql :
                    strings(statement, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")) {
                lines.add(sql + ";");
            }
            String tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid";
            for (String table : strings(statement, tables)) {
                lines.addAll(rows(statement, table));
            }
        }
        return lines;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> columns = strings(statement, "SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid");
        String values = String.join(
                "||','||",
                columns.stream().map(column -> "quote(\"" + column + "\")").toList());
        return strings(statement, "SELECT 'INSERT INTO " + table + " VALUES ('||" + values + "||');' FROM " + table);
    }

    private static List<String> strings(Statement statement, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }
}
