package io.credentialstore.key;

import io.credentialstore.error.MasterKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A key from a file that only its owner may read. */
final class FileKeys implements MasterKeyProvider {
    private static final int MAX_SIZE = 1_024;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    FileKeys(Path file) {
        this.file = file;
    }

    @Override
    public Optional<KeyRing> load() {
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            requireOwnerOnly();
            return Optional.of(KeyRing.of(read()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw MasterKeyException.malformed("The key file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Check its path and owner.");
        }
    }

    private void requireOwnerOnly() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw MasterKeyException.malformed("The key file " + file + " is not a regular file.");
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw MasterKeyException.malformed(
                    "The key file " + file + " does not have mode 0600 or 0400. Run: chmod 600 " + file);
        }
    }

    private MasterKey read() throws IOException {
        byte[] bytes = new byte[MAX_SIZE + 1];
        char[] chars = new char[0];
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.readNBytes(bytes, 0, bytes.length);
            chars = new char[length];
            for (int i = 0; i < length; i++) {
                chars[i] = (char) (bytes[i] & 0xff);
            }
            return MasterKey.ofHex(chars);
        } catch (MasterKeyException e) {
            throw MasterKeyException.malformed("The key file " + file + " cannot be used. " + e.getMessage());
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(chars, '\0');
        }
    }

    @Override
    public String describe() {
        return "file " + file;
    }
}
