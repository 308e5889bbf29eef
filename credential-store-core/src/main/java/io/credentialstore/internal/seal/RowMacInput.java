package io.credentialstore.internal.seal;

import io.credentialstore.internal.crypto.CanonicalEncoder;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the MAC of each row covers: every column but the MAC itself, in the order of docs/FORMAT.md. */
final class RowMacInput {
    private final String storeId;

    RowMacInput(String storeId) {
        this.storeId = storeId;
    }

    private CanonicalEncoder start(String purpose) {
        return CanonicalEncoder.of(purpose).text(storeId);
    }

    byte[] of(StoredState row) {
        return CanonicalEncoder.of("state")
                .text(row.storeId())
                .number(row.formatVersion())
                .text(row.createdAt())
                .number(row.generation())
                .number(row.auditSeq())
                .bytes(array(row.auditMac()))
                .text(row.auditTime())
                .bytes(array(row.keysDigest()))
                .bytes(array(row.credentialsDigest()))
                .text(row.macKeyId())
                .toBytes();
    }

    byte[] of(StoredCredential row) {
        return start("credential")
                .text(row.id())
                .text(row.name())
                .text(row.type())
                .text(row.service())
                .text(row.environment())
                .text(row.status())
                .text(row.metadata())
                .number(row.currentVersion())
                .text(row.expiresAt())
                .text(row.createdAt())
                .text(row.updatedAt())
                .text(row.lastRotatedAt())
                .number(row.rowVersion())
                .number(row.bucket())
                .bytes(array(row.policyDigest()))
                .bytes(array(row.versionDigest()))
                .text(row.macKeyId())
                .toBytes();
    }

    byte[] of(StoredVersion row) {
        return start("version")
                .text(row.credentialId())
                .number(row.version())
                .bytes(array(row.encryptedValue()))
                .bytes(array(row.salt()))
                .bytes(array(row.iv()))
                .bytes(array(row.authTag()))
                .number(row.kdfIterations())
                .text(row.encryptionKeyId())
                .text(row.status())
                .text(row.createdAt())
                .text(row.createdBy())
                .text(row.servesUntil())
                .toBytes();
    }

    byte[] of(StoredPolicy row) {
        return start("policy")
                .text(row.id())
                .text(row.credentialId())
                .text(row.entityId())
                .text(row.entityType())
                .text(row.accessLevel())
                .text(row.grantedBy())
                .text(row.grantedAt())
                .text(row.expiresAt())
                .text(row.reason())
                .optionalNumber(row.maxUses())
                .text(row.macKeyId())
                .toBytes();
    }

    byte[] of(StoredAuditEntry row) {
        return start("audit")
                .number(row.seq())
                .text(row.id())
                .text(row.credentialId())
                .text(row.entityId())
                .text(row.entityType())
                .text(row.userId())
                .text(row.action())
                .number(row.success())
                .text(row.timestamp())
                .text(row.ipAddress())
                .text(row.errorCode())
                .text(row.errorMessage())
                .text(row.metadata())
                .text(row.runId())
                .text(row.purpose())
                .optionalNumber(row.version())
                .optionalNumber(row.rowVersion())
                .text(row.macKeyId())
                .bytes(array(row.prevMac()))
                .toBytes();
    }

    /** The chain starts from the store's id. */
    byte[] genesis() {
        return start("genesis").toBytes();
    }

    /** One try, or one that failed. */
    byte[] of(AccessPair pair, boolean failed) {
        return start("access")
                .text(pair.credentialId())
                .text(pair.entityType())
                .text(pair.entityId())
                .number(failed ? 1 : 0)
                .toBytes();
    }

    /** A digest over rows that belong to one credential. */
    byte[] digest(String table, String credentialId, List<RowSeal> seals) {
        CanonicalEncoder input = start("digest/" + table).text(credentialId).number(seals.size());
        seals.forEach(seal -> input.text(seal.key()).bytes(array(seal.mac())));
        return input.toBytes();
    }

    /** A digest over the credentials of one bucket. */
    byte[] bucket(int bucket, List<RowSeal> seals) {
        CanonicalEncoder input = start("digest/bucket").number(bucket).number(seals.size());
        seals.forEach(seal -> input.text(seal.key()).bytes(array(seal.mac())));
        return input.toBytes();
    }

    /** A digest over the children of a node of the tree of credentials. */
    byte[] node(int level, int position, List<StoredDigest> children) {
        CanonicalEncoder input =
                start("digest/node").number(level).number(position).number(children.size());
        children.forEach(child -> input.number(child.position()).bytes(array(child.digest())));
        return input.toBytes();
    }

    /**
     * A digest over every column of all key slots and data keys. The header MAC alone would not do: whoever holds no
     * master key cannot check it, and so would not see that a slot was made useless.
     */
    byte[] keysDigest(List<StoredKeySlot> slots, List<StoredKey> keys) {
        CanonicalEncoder input = start("digest/keys").number(slots.size());
        slots.forEach(slot -> input.text(slot.id())
                .text(slot.kdf())
                .number(slot.kdfIterations())
                .bytes(array(slot.salt()))
                .bytes(array(slot.iv()))
                .bytes(array(slot.wrappedKeys()))
                .bytes(array(slot.authTag()))
                .text(slot.createdAt())
                .text(slot.createdBy())
                .bytes(array(slot.headerMac())));
        input.number(keys.size());
        keys.forEach(key -> input.text(key.id())
                .number(key.term())
                .text(key.algorithm())
                .text(key.status())
                .text(key.createdAt())
                .text(key.rotatedTo()));
        return input.toBytes();
    }

    /** Bytes of a column that somebody may have set to null. */
    private static byte[] array(@Nullable Bytes bytes) {
        return bytes == null ? new byte[0] : bytes.toArray();
    }
}
