package io.credentialstore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ConflictException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A checkpoint in a file")
class FileCheckpointsTest {
    @TempDir
    private Path directory;

    private Path file;
    private CheckpointKeeper keeper;

    @BeforeEach
    void keepInAFile() {
        file = directory.resolve("checkpoint");
        keeper = CheckpointKeeper.inFile(file);
    }

    private static AuditCheckpoint checkpoint(String store, long seq) {
        return new AuditCheckpoint(
                store,
                seq,
                Bytes.of(new byte[32]),
                Instant.parse("2030-01-01T00:00:00Z"),
                "key_1",
                Bytes.of(new byte[32]),
                Bytes.of(new byte[64]));
    }

    @Test
    @DisplayName("is read back as it was kept, by its owner only")
    void kept_isReadBack() throws IOException {
        assertThat(keeper.latest()).isEmpty();

        keeper.keep(checkpoint("store_1", 7));

        assertThat(keeper.latest()).contains(checkpoint("store_1", 7));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .contains("\"time\":\"2030-01-01T00:00:00.000Z\"");
    }

    @Test
    @DisplayName("never goes back to an older one, whoever comes last")
    void older_replacesNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<?> kept : LongStream.of(5, 90, 17, 64, 2, 89, 33, 90)
                    .mapToObj(seq ->
                            threads.submit(() -> CheckpointKeeper.inFile(file).keep(checkpoint("store_1", seq))))
                    .toList()) {
                kept.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(keeper.latest().orElseThrow().seq()).isEqualTo(90);
        keeper.keep(checkpoint("store_1", 89));
        assertThat(keeper.latest().orElseThrow().seq()).isEqualTo(90);
    }

    @Test
    @DisplayName("survives what a killed process left beside it")
    void leftover_isReplaced() throws IOException {
        Files.writeString(directory.resolve("checkpoint.new"), "half a li");

        keeper.keep(checkpoint("store_1", 7));

        assertThat(keeper.latest()).contains(checkpoint("store_1", 7));
        assertThat(directory.resolve("checkpoint.new")).doesNotExist();
    }

    @Test
    @DisplayName("F1: can be locked by its owner only")
    void lock_isTheOwners() throws IOException {
        keeper.keep(checkpoint("store_1", 7));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("checkpoint.lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("belongs to one store")
    void otherStore_isRefused() {
        keeper.keep(checkpoint("store_1", 7));

        assertThatThrownBy(() -> keeper.keep(checkpoint("store_2", 8)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("store_1");
        assertThat(keeper.latest()).contains(checkpoint("store_1", 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "half a li",
                "{\"auditCheckpoint\":\"credential-store/v2\"}",
                "{\"auditCheckpoint\":{}}"
            })
    @DisplayName("is not taken for missing when it is damaged")
    void damaged_isReported(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(keeper::latest).isInstanceOf(StorageException.class).hasMessageContaining("" + file);
        assertThatThrownBy(() -> keeper.keep(checkpoint("store_1", 7))).isInstanceOf(StorageException.class);
        assertThat(file).hasContent(content);
    }

    @Test
    @DisplayName("is not looked for beyond its longest form")
    void huge_isReported() throws IOException {
        Files.write(file, new byte[10_000_000]);

        assertThatThrownBy(keeper::latest).isInstanceOf(StorageException.class).hasMessageContaining("longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq", "mac", "time", "publicKey", "signature", "storeId", "keyId"})
    @DisplayName("is refused when a part is missing or of another type")
    void malformedPart_isRefused(String name) {
        String text = checkpoint("store_1", 7).toJson();

        assertThatThrownBy(() -> AuditCheckpoint.ofJson(text.replace("\"" + name + "\"", "\"other\"")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(
                        () -> AuditCheckpoint.ofJson(text.replaceAll("(\"" + name + "\":)(\"[^\"]*\"|\\d+)", "$1true")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seq\":1e3",
                "\"seq\":1.5",
                "\"seq\":99999999999999999999",
                "\"seq\":7,\"seq\":8",
                "\"seq\":[7]"
            })
    @DisplayName("is refused when a number is not one whole number")
    void malformedNumber_isRefused(String instead) {
        String text = checkpoint("store_1", 7).toJson().replace("\"seq\":7", instead);

        assertThatThrownBy(() -> AuditCheckpoint.ofJson(text)).isInstanceOf(InvalidInputException.class);
    }
}
