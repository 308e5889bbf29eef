package io.credentialstore.key;

import java.util.List;

/**
 * What {@code rotateMasterKey} did. It does all or nothing: errors are thrown, never listed.
 *
 * @param keyId the id of the key that opens the store now
 * @param retired the ids of the keys that no longer do
 * @param credentialsCovered how many credentials the new key opens; none of them was re-encrypted
 */
public record MasterKeyRotation(String keyId, List<String> retired, long credentialsCovered) {
    /** Copies the list. */
    public MasterKeyRotation {
        retired = List.copyOf(retired);
    }
}
