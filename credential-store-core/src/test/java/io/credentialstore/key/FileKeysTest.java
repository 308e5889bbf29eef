package io.credentialstore.key;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.credentialstore.error.MasterKeyException;
import io.credentialstore.support.Hex;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Master keys from files")
class FileKeysTest {
    private static final String HEX = MasterKeyTest.HEX;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fileSystem_knowsPosixPermissions() {
        boolean posix =
                Path.of(".").getFileSystem().supportedFileAttributeViews().contains("posix");

        assumeTrue(posix, "this file system has no POSIX permissions");
    }

    private Path write(byte[] content, String permissions) throws IOException {
        Path file = Files.write(folder.resolve("master.key"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(MasterKeyProvider.fromFile(file)::load)
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining(HEX.substring(0, 8))
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void load_fileOfItsOwnerAlone_givesTheKey(String permissions) throws IOException {
        KeyRing ring = MasterKeyProvider.fromFile(write((HEX + "\n").getBytes(UTF_8), permissions))
                .load()
                .orElseThrow();

        assertThat(ring.current().<String, RuntimeException>use(Hex::encode)).isEqualTo(HEX);
        assertThat(ring.previous()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rw-r-----",
                "rw----r--",
                "rw--w----",
                "rw-----w-",
                "rw---x---",
                "rw------x",
                "rw-r--r--",
                "rw-rw-rw-",
                "r--r-----",
                "r-----r--",
                "rwx------",
                "rwxrwxrwx"
            })
    void load_anyOtherPermission_isRefusedWithTheCommandThatMendsIt(String permissions) throws IOException {
        Path file = write(HEX.getBytes(UTF_8), permissions);

        assertRefused(file, "chmod 600 " + file);
    }

    @Test
    void load_noSuchFile_findsNothing() {
        assertThat(MasterKeyProvider.fromFile(folder.resolve("absent")).load()).isEmpty();
        assertThat(MasterKeyProvider.fromFile(folder.resolve("absent/absent")).load())
                .isEmpty();
    }

    @Test
    void load_notARegularFile_isRefused() {
        assertRefused(folder, "is not a regular file");
        assertRefused(Path.of("/dev/null"), "is not a regular file");
    }

    static List<byte[]> badContents() {
        return List.of(
                new byte[0],
                "\n".getBytes(UTF_8),
                Hex.decode(HEX),
                HEX.substring(1).getBytes(UTF_8),
                (HEX + "\n" + HEX).getBytes(UTF_8),
                ("\ufeff" + HEX).getBytes(UTF_8),
                HEX.getBytes(UTF_16),
                ("MASTER_ENCRYPTION_KEY=" + HEX).getBytes(UTF_8),
                "00".repeat(32).getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("badContents")
    @DisplayName("K11: any other content, also after a byte order mark, is refused")
    void load_unusableContent_isRefusedWithTheWayToMakeAGoodOne(byte[] content) throws IOException {
        assertRefused(write(content, "rw-------"), "openssl rand -hex 32");
    }

    @Test
    void load_hugeFile_isRefusedWithoutReadingIt() throws IOException {
        Path file = write(new byte[0], "rw-------");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertRefused(file, "has 1025 characters");
    }

    @Test
    void load_linkToAGoodFile_givesTheKey() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), write(HEX.getBytes(UTF_8), "r--------"));

        assertThat(MasterKeyProvider.fromFile(link).load()).isPresent();
    }

    @Test
    void describe_always_namesTheFile() {
        assertThat(MasterKeyProvider.fromFile(Path.of("a.key")).describe()).isEqualTo("file a.key");
    }
}
