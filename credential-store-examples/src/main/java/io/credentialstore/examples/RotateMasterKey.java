package io.credentialstore.examples;

import io.credentialstore.CredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyRotation;
import io.credentialstore.key.MasterKeySlot;
import io.credentialstore.secret.Secret;
import java.util.List;
import java.util.function.Consumer;

/** Changing the key that opens the store. No value is encrypted anew, whatever the store's size. */
public final class RotateMasterKey {
    private RotateMasterKey() {}

    /**
     * Makes a new master key the only one.
     *
     * @param store the store
     * @param vault where the new key is kept from now on; gets a copy that it closes
     * @return what was done
     */
    public static MasterKeyRotation run(CredentialStore store, Consumer<Secret> vault) {
        // tag::rotate[]
        try (MasterKey newKey = MasterKey.generate()) {
            vault.accept(newKey.toHex()); // first into safety, then into use
            MasterKeyRotation done = store.rotateMasterKey(newKey, "ops@example.com");
            System.out.println(done.keyId() + " opens " + done.credentialsCovered() + " credentials");
            return done;
        }
        // end::rotate[]
    }

    /**
     * Adds a second key, for the safe.
     *
     * @param store the store
     * @param recovery the key, which the caller closes
     * @return all keys that open the store now
     */
    public static List<MasterKeySlot> addRecoveryKey(CredentialStore store, MasterKey recovery) {
        // tag::recovery[]
        store.addMasterKey(recovery, "ops@example.com");
        List<MasterKeySlot> slots = store.getMasterKeys(); // without the keys
        // end::recovery[]
        return slots;
    }
}
