package io.credentialstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.key.MasterKey;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.secret.Secret;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G11: the worked example of docs/FORMAT.md")
class GoldenFormatTest {
    private static final Path PAGE = Path.of("..", "docs", "FORMAT.md");
    private static final String BEGIN = "<!-- golden: begin -->";
    private static final String END = "<!-- golden: end -->";

    @Test
    @DisplayName("is what the library writes, byte by byte")
    void page_shows_what_is_written() throws IOException, GeneralSecurityException {
        String page = Files.readString(PAGE);
        String shown = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));

        assertThat(shown.strip()).isEqualTo("```\n" + writtenRows() + "\n```");
    }

    private static String writtenRows() throws GeneralSecurityException {
        InMemoryStorage storage = new InMemoryStorage();
        AtomicLong ids = new AtomicLong();
        try (MasterKey master = MasterKey.ofBytes(sha256("credential-store golden example"));
                Secret secret = Secret.ofString("fake-golden-key");
                CredentialStore store = CredentialStore.builder(() -> storage)
                        .masterKey(master)
                        .application("golden")
                        .environment(Environment.PRODUCTION)
                        .clock(() -> Instant.parse("2026-01-01T00:00:00.000Z"))
                        .random(new CountingRandom())
                        .ids((prefix, now) ->
                                prefix + "_20260101000000_" + String.format("%016d", ids.incrementAndGet()))
                        .open()) {
            CredentialId id = store.storeCredential("golden", "example", new ApiKey(secret));
            store.grantAccess(id, Entity.skill("golden_skill"), AccessLevel.READ);
            store.retrieveCredential(id, "golden_skill").close();
            String rows = storage.read(tables -> rows(tables, id.value()).collect(Collectors.joining("\n\n")));
            return rows + "\n\n" + store.createCheckpoint().toJson();
        }
    }

    private static Stream<String> rows(StorageTransaction tables, String id) {
        return Stream.of(
                        Stream.of(shown("store_state", tables.state().find().orElseThrow())),
                        tables.keys().slots().stream().map(row -> shown("key_slots", row)),
                        tables.keys().keys().stream().map(row -> shown("encryption_keys", row)),
                        tables.credentials().list(CredentialFilter.all()).stream()
                                .map(row -> shown("credentials", row)),
                        tables.credentials().listVersions(id).stream().map(row -> shown("credential_versions", row)),
                        IntStream.rangeClosed(1, 3)
                                .boxed()
                                .flatMap(level -> tables.credentials().digests(level, 0, 262_143).stream())
                                .map(row -> shown("credential_digests", row)),
                        tables.policies().listByCredential(id).stream()
                                .map(row -> shown("credential_access_policies", row)),
                        tables.audit().find(AuditQuery.all().oldestFirst()).stream()
                                .map(row -> shown("credential_audit_log", row)))
                .flatMap(part -> part);
    }

    private static String shown(String table, Record row) {
        return Stream.of(row.getClass().getRecordComponents())
                .filter(column -> value(row, column) != null)
                .map(column -> "  " + snakeCase(column.getName()) + " = " + shown(value(row, column)))
                .collect(Collectors.joining("\n", table + "\n", ""));
    }

    private static Object value(Record row, RecordComponent column) {
        try {
            return column.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static String shown(Object value) {
        return value instanceof Bytes bytes ? HexFormat.of().formatHex(bytes.toArray()) : value.toString();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Block n of its output is SHA-256 of n in eight bytes; each call starts a new block. */
    private static final class CountingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private long blocks;

        @Override
        public synchronized void nextBytes(byte[] bytes) {
            try {
                for (int i = 0; i < bytes.length; i += 32) {
                    byte[] count = ByteBuffer.allocate(8).putLong(++blocks).array();
                    byte[] block = MessageDigest.getInstance("SHA-256").digest(count);
                    System.arraycopy(block, 0, bytes, i, Math.min(32, bytes.length - i));
                }
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }
}
