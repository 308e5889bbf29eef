package io.credentialstore.internal.seal;

import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.crypto.HmacSha256;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Seals rows with MACs and tells whether a row still has the seal it was given. New seals are made under the newest data
 * key; each row names the key of its own. Thread-safe.
 */
public final class Seals {
    private final DataKeys keys;
    private final RowMacInput input;
    private final String storeId;

    /** For one store. */
    public Seals(DataKeys keys, String storeId) {
        this.keys = keys;
        this.input = new RowMacInput(storeId);
        this.storeId = storeId;
    }

    /** The id of the data key under which new rows are sealed. */
    public String keyId() {
        return keys.activeId();
    }

    /** Seals the state row. */
    public StoredState seal(StoredState row) {
        return row.withMac(mac(keys.active().state(), input.of(row)));
    }

    /** Seals a credential. */
    public StoredCredential seal(StoredCredential row) {
        return row.withMac(mac(keys.active().row(), input.of(row)));
    }

    /** Seals a version under the key that it names, which is the one its value is encrypted under. */
    public StoredVersion seal(StoredVersion row) {
        return row.withMac(mac(named(row.encryptionKeyId()).row(), input.of(row)));
    }

    /** Seals a grant. */
    public StoredPolicy seal(StoredPolicy row) {
        return row.withMac(mac(keys.active().row(), input.of(row)));
    }

    /** Seals an entry of the trail; its link to the entry before is part of it. */
    public StoredAuditEntry seal(StoredAuditEntry row) {
        return row.withMac(mac(keys.active().audit(), input.of(row)));
    }

    /** Whether the state row is as it was sealed. */
    public boolean isIntact(StoredState row) {
        // the MAC is over the store id that the store was opened with, so the column is compared by itself
        return storeId.equals(row.storeId()) && verifies(row.macKeyId(), DataKey::state, input.of(row), row.rowMac());
    }

    /** Whether a credential is as it was sealed. */
    public boolean isIntact(StoredCredential row) {
        return verifies(row.macKeyId(), DataKey::row, input.of(row), row.rowMac());
    }

    /** Whether a version is as it was sealed. */
    public boolean isIntact(StoredVersion row) {
        return verifies(row.encryptionKeyId(), DataKey::row, input.of(row), row.rowMac());
    }

    /** Whether a grant is as it was sealed. */
    public boolean isIntact(StoredPolicy row) {
        return verifies(row.macKeyId(), DataKey::row, input.of(row), row.rowMac());
    }

    /** Whether an entry of the trail is as it was sealed. */
    public boolean isIntact(StoredAuditEntry row) {
        return verifies(row.macKeyId(), DataKey::audit, input.of(row), row.mac());
    }

    /** What the first entry of the trail is linked to. */
    public Bytes genesis(String keyId) {
        return mac(named(keyId).audit(), input.genesis());
    }

    /** Digest over the grants of a credential, under the key that its row names. */
    public Bytes policyDigest(String keyId, String credentialId, List<RowSeal> seals) {
        return mac(named(keyId).row(), input.digest("credential_access_policies", credentialId, seals));
    }

    /** Digest over the versions of a credential, under the key that its row names. */
    public Bytes versionDigest(String keyId, String credentialId, List<RowSeal> seals) {
        return mac(named(keyId).row(), input.digest("credential_versions", credentialId, seals));
    }

    /** Digest over the credentials of a bucket, under the key that the state row names. */
    public Bytes bucketDigest(String keyId, int bucket, List<RowSeal> seals) {
        return mac(named(keyId).state(), input.bucket(bucket, seals));
    }

    /** Digest over the children of a node of the tree of credentials, under the key that the state row names. */
    public Bytes nodeDigest(String keyId, int level, int position, List<StoredDigest> children) {
        return mac(named(keyId).state(), input.node(level, position, children));
    }

    /** Stands for a pair, and for its failures or all of its tries, in the sum that counts are compared to the trail by. */
    public BigInteger print(String keyId, AccessPair pair, boolean failed) {
        return new BigInteger(
                1, mac(named(keyId).audit(), input.of(pair, failed)).toArray());
    }

    /** Digest over all key slots and data keys, under the key that the state row names. */
    public Bytes keysDigest(String keyId, List<StoredKeySlot> slots, List<StoredKey> dataKeys) {
        return mac(named(keyId).state(), input.keysDigest(slots, dataKeys));
    }

    private DataKey named(String keyId) {
        DataKey key = keys.find(keyId);
        if (key == null) {
            throw new TamperedException(
                    "encryption_keys", String.valueOf(keyId), "a row names it, but it is not there");
        }
        return key;
    }

    private static Bytes mac(KeyBytes key, byte[] message) {
        return Bytes.of(HmacSha256.mac(key, message));
    }

    private boolean verifies(
            @Nullable String keyId, Function<DataKey, KeyBytes> purpose, byte[] message, @Nullable Bytes mac) {
        DataKey key = keys.find(keyId);
        return key != null && mac != null && HmacSha256.verifies(purpose.apply(key), message, mac.toArray());
    }
}
