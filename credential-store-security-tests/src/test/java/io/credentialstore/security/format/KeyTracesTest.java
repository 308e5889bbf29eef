package io.credentialstore.security.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.key.MasterKey;
import io.credentialstore.testkit.SequentialIds;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the file tells of its master key")
class KeyTracesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int WINDOW = 16;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("R2: is neither the key nor a plain hash of it, in bytes or in digits, that guesses could be tried on")
    void file_holdsNoHashOfTheKey() throws Exception {
        try (MasterKey key = MasterKey.generate()) {
            String file = HEX.formatHex(Files.readAllBytes(store("store.db", key)));
            assertThat(key.<List<byte[]>, GeneralSecurityException>use(KeyTracesTest::traces))
                    .hasSize(14)
                    .allSatisfy(trace -> assertThat(file)
                            .doesNotContain(HEX.formatHex(trace))
                            .doesNotContain(HEX.formatHex(HEX.formatHex(trace).getBytes(StandardCharsets.US_ASCII))));
        }
    }

    /** Of the key's bytes and of its digits: themselves, their hashes, and MACs under them. */
    private static List<byte[]> traces(byte[] key) throws GeneralSecurityException {
        List<byte[]> traces = new ArrayList<>();
        for (byte[] form : List.of(key.clone(), HEX.formatHex(key).getBytes(StandardCharsets.US_ASCII))) {
            traces.add(form);
            for (String hash : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
                traces.add(MessageDigest.getInstance(hash).digest(form));
            }
            for (String mac : List.of("HmacSHA256", "HmacSHA512")) {
                Mac keyed = Mac.getInstance(mac);
                keyed.init(new SecretKeySpec(form, mac));
                traces.add(keyed.doFinal());
            }
        }
        return traces;
    }

    @Test
    @DisplayName(
            "R3: is not even whether two stores have the same one: no 16 bytes of what is random or encrypted are equal")
    void twoStores_ofOneKeyAndOneContent_shareNothing() throws Exception {
        try (MasterKey key = MasterKey.generate()) {
            Set<String> first = windows(store("first.db", key));
            Set<String> second = windows(store("second.db", key));
            assertThat(first).hasSizeGreaterThan(200);
            assertThat(first).doesNotContainAnyElementsOf(second);
        }
    }

    /** The same content each time, under the same ids and at the same time. */
    private Path store(String name, MasterKey key) {
        Path file = folder.resolve(name);
        try (CredentialStore store = Stores.builder(() -> SqliteStorage.open(file), key)
                        .clock(new SettableClock(Instant.parse("2030-01-01T00:00:00Z")))
                        .ids(new SequentialIds())
                        .open();
                ApiKey value = TestValues.apiKey()) {
            store.storeCredential("name", "service", value);
        }
        return file;
    }

    private static Set<String> windows(Path file) throws SQLException {
        Set<String> windows = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String query : strings(statement, """
                    SELECT 'SELECT hex("' || c.name || '") FROM ' || t.name
                    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                    WHERE t.type = 'table' AND c.type = 'BLOB'
                    """)) {
                strings(statement, query).forEach(blob -> slide(blob, windows));
            }
        }
        return windows;
    }

    private static void slide(String blob, Set<String> windows) {
        for (int from = 0; from + 2 * WINDOW <= blob.length(); from += 2) {
            windows.add(blob.substring(from, from + 2 * WINDOW));
        }
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
