package io.credentialstore;

import io.credentialstore.key.EncryptionKey;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyRotation;
import io.credentialstore.key.MasterKeySlot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which master keys open the store. Each change takes as long for a million credentials as for one, and calls go on
 * meanwhile, in this process and in others. Part of {@link CredentialStore}, which states the guarantees and the failures
 * that all methods share.
 */
public interface KeyOperations {
    /**
     * Makes this the only master key. Afterwards every other one is refused, a recovery key too: add that again with
     * {@link #addMasterKey}. Values are not encrypted anew: after a compromise of both a master key and the file, rotate the
     * credentials themselves at their services.
     *
     * @param newKey the new key; not kept, and the caller closes it
     * @return what was done; errors are thrown, and then nothing was done
     * @throws io.credentialstore.error.ConflictException when this key opens the store already
     */
    default MasterKeyRotation rotateMasterKey(MasterKey newKey) {
        return rotateMasterKey(newKey, null);
    }

    /**
     * As {@link #rotateMasterKey(MasterKey)}, recording who did it.
     *
     * @param newKey the new key; not kept, and the caller closes it
     * @param rotatedBy the user who does it, or null
     * @return what was done; errors are thrown, and then nothing was done
     * @throws io.credentialstore.error.ConflictException when this key opens the store already
     */
    MasterKeyRotation rotateMasterKey(MasterKey newKey, @Nullable String rotatedBy);

    /**
     * Lets one more master key open the store: for a roll-out, or as a recovery key. A store has at most 16.
     *
     * @param key the key; not kept, and the caller closes it
     * @param addedBy the user who does it, or null
     * @return the new key's slot
     * @throws io.credentialstore.error.ConflictException when this key opens the store already
     */
    MasterKeySlot addMasterKey(MasterKey key, @Nullable String addedBy);

    /**
     * Stops a master key from opening the store.
     *
     * @param keyId its id, from {@link #getMasterKeys}
     * @param removedBy the user who does it, or null
     * @throws io.credentialstore.error.CredentialNotFoundException when there is no such key
     * @throws io.credentialstore.error.ConflictException when it is the only one
     */
    void removeMasterKey(String keyId, @Nullable String removedBy);

    /**
     * The master keys that open the store, without the keys.
     *
     * @return their slots
     */
    List<MasterKeySlot> getMasterKeys();

    /**
     * The data keys that values are encrypted under, without the keys.
     *
     * @return one for each term
     */
    List<EncryptionKey> getEncryptionKeys();
}
