package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.error.TamperedException;
import io.credentialstore.examples.WitnessedStore;
import io.credentialstore.model.CredentialId;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Yesterday's file, genuine in every row, is put back to revive what was revoked since. */
final class RollbackPart {
    private RollbackPart() {}

    static void play(Stage stage) throws IOException {
        Path file = stage.place().folder().resolve("witnessed.db");
        Path yesterday = stage.place().folder().resolve("yesterday.db");
        Path witness = Files.createDirectories(stage.place().folder().resolve("other-volume"));
        Path checkpoint = witness.resolve("credentials.checkpoint");
        for (Path left : new Path[] {file, yesterday, checkpoint}) {
            Files.deleteIfExists(left); // of an earlier run, under another master key
        }
        CredentialId id = stored(stage, file, witness);
        Files.copy(file, yesterday);
        revoked(stage, file, witness, id);

        Files.copy(yesterday, file, StandardCopyOption.REPLACE_EXISTING);
        stage.narrator().say("Somebody puts yesterday's copy of a store back, in which a key was not revoked yet.");
        AuditCheckpoint seen = CheckpointKeeper.inFile(checkpoint).latest().orElseThrow();
        stage.narrator().quote("the checkpoint on the other volume has seen entry " + seen.seq());
        stage.steps()
                .refused(
                        "the old file is refused",
                        TamperedException.class,
                        () -> WitnessedStore.open(file, witness, stage.masterKey()));
    }

    private static CredentialId stored(Stage stage, Path file, Path witness) {
        try (CredentialStore store = WitnessedStore.open(file, witness, stage.masterKey());
                ApiKey key = new ApiKey(stage.secret("fake_leaked_"))) {
            return store.storeCredential("leaked", "example", key);
        }
    }

    private static void revoked(Stage stage, Path file, Path witness, CredentialId id) {
        try (CredentialStore store = WitnessedStore.open(file, witness, stage.masterKey())) {
            store.revokeCredential(id, Stage.OPERATOR, "the key leaked");
            stage.steps().check("a leaked key was revoked", !store.isCredentialValid(id));
        }
    }
}
