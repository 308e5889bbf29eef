package io.credentialstore.examples;

import io.credentialstore.AuditProof;
import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.Bytes;
import java.nio.file.Path;

/** A store that notices when somebody puts back yesterday's file. */
public final class WitnessedStore {
    private WitnessedStore() {}

    /**
     * Opens a store that is held to what was last seen of it.
     *
     * @param file the store
     * @param otherVolume where the checkpoint is kept
     * @param masterKey where the master key comes from
     * @return the store, which the caller closes
     */
    public static CredentialStore open(Path file, Path otherVolume, MasterKeyProvider masterKey) {
        // tag::open[]
        CredentialStore store = SqliteCredentialStore.builder(file)
                .masterKey(masterKey)
                .checkpoints(CheckpointKeeper.inFile(otherVolume.resolve("credentials.checkpoint")))
                .open();
        // end::open[]
        return store;
    }

    /**
     * Hands a statement to somebody who has no key.
     *
     * @param store the store
     * @param notedPublicKey the public key that the auditor noted when the store was set up
     * @return whether the auditor may believe it
     */
    public static boolean audit(CredentialStore store, Bytes notedPublicKey) {
        // tag::audit[]
        String line = store.createCheckpoint().toJson(); // 500 characters: print it, mail it, put it into a log
        AuditCheckpoint checkpoint = AuditCheckpoint.ofJson(line);
        boolean genuine = AuditProof.isGenuine(checkpoint, notedPublicKey); // without the store, without its keys
        store.verifyCheckpoint(checkpoint); // throws when the trail does not go on from there
        // end::audit[]
        return genuine;
    }
}
