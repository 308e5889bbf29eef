package io.credentialstore.examples.demo;

import io.credentialstore.error.MasterKeyException;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** One file, one master key. */
final class OpeningPart {
    private OpeningPart() {}

    static void play(Stage stage) throws IOException {
        Narrator narrator = stage.narrator();
        Path file = stage.file();
        narrator.say("The store is one SQLite file, " + file + ". There is no server.");
        stage.steps().check("the file was created", Files.exists(file));
        requireOwnerOnly(stage.steps(), file);
        narrator.say("It opens with this master key, of which the file holds no copy and no plain hash:");
        stage.store()
                .getMasterKeys()
                .forEach(slot -> narrator.quote(
                        slot.keyId() + ", stretched " + slot.iterations() + " times, since " + slot.createdAt()));
        try (MasterKey other = MasterKey.generate()) {
            stage.steps()
                    .refused(
                            "another master key is refused",
                            MasterKeyException.class,
                            () -> SqliteCredentialStore.open(file, MasterKeyProvider.of(other)));
        }
    }

    private static void requireOwnerOnly(Steps steps, Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            steps.equal("only its owner may read it (mode 0600)", mode, "rw-------");
        }
    }
}
