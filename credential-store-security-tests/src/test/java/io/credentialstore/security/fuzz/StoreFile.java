package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One file in a folder of its own, to be overwritten with anything and opened. Not thread-safe. */
final class StoreFile {
    static final String NAME = "reported";
    static final String SKILL = "reporter";

    private static final Set<String> SIBLINGS = Set.of("store.db", "store.db-wal", "store.db-shm");

    private final MasterKey key = MasterKey.generate();
    private final Path file = inNewFolder();

    /** A place for a store in a folder that nobody has used, and that a clean build removes. */
    static Path inNewFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "store").resolve("store.db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a store that holds one credential, which its skill may read. */
    byte[] valid() {
        try (CredentialStore store = open();
                ApiKey value = TestValues.apiKey(NAME)) {
            CredentialId id = store.storeCredential(NAME, "service", value);
            store.grantAccess(id, Entity.skill(SKILL), AccessLevel.READ);
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CredentialStore open() {
        return SqliteCredentialStore.open(file, MasterKeyProvider.of(key));
    }

    /** Puts these bytes, and nothing else, into the folder. */
    void holds(byte[] content) {
        try {
            for (String sibling : SIBLINGS) {
                Files.deleteIfExists(file.resolveSibling(sibling));
            }
            OwnerFiles.create(file).close();
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** W16: whatever was in the file, opening it has put nothing beside it but SQLite's own files. */
    void assertAlone() {
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            assertThat(files.map(path -> path.getFileName().toString()).collect(Collectors.toSet()))
                    .isSubsetOf(SIBLINGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
