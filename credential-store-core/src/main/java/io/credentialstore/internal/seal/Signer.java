package io.credentialstore.internal.seal;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.crypto.CanonicalEncoder;
import io.credentialstore.internal.crypto.Ed25519;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredState;

/**
 * Signs what the store states to the world outside, and tells whether a statement is signed. Seals are for whoever has the
 * keys; signatures can be verified by anyone. Thread-safe.
 */
public final class Signer {
    private static final Bytes UNSIGNED = Bytes.of(new byte[0]);

    private final DataKeys keys;

    /** For the store of these keys. */
    public Signer(DataKeys keys) {
        this.keys = keys;
    }

    /** States where the trail ends. */
    public AuditCheckpoint checkpoint(StoredState state) {
        AuditCheckpoint statement = new AuditCheckpoint(
                state.storeId(),
                state.auditSeq(),
                state.auditMac(),
                Timestamps.parse(state.auditTime()),
                keys.activeId(),
                publicKey(keys.active()),
                UNSIGNED);
        return statement.withSignature(sign(message(statement)));
    }

    /** States what a segment holds. */
    public AuditSegment segment(String storeId, long from, Bytes prevMac, long to, Bytes mac, Bytes sha256) {
        AuditSegment statement = new AuditSegment(
                storeId, from, prevMac, to, mac, sha256, keys.activeId(), publicKey(keys.active()), UNSIGNED);
        return statement.withSignature(sign(message(statement)));
    }

    /** Whether this store signed it. */
    public boolean isOurs(AuditCheckpoint checkpoint) {
        return isOurs(checkpoint.keyId(), checkpoint.publicKey()) && isSigned(checkpoint);
    }

    /** Whether this store signed it. */
    public boolean isOurs(AuditSegment segment) {
        return isOurs(segment.keyId(), segment.publicKey()) && isSigned(segment);
    }

    private boolean isOurs(String keyId, Bytes publicKey) {
        DataKey key = keys.find(keyId);
        return key != null && publicKey(key).equals(publicKey);
    }

    /** Whether it is signed under the public key that it names, whoever that belongs to. */
    public static boolean isSigned(AuditCheckpoint checkpoint) {
        return verifies(checkpoint.publicKey(), message(checkpoint), checkpoint.signature());
    }

    /** Whether it is signed under the public key that it names, whoever that belongs to. */
    public static boolean isSigned(AuditSegment segment) {
        return verifies(segment.publicKey(), message(segment), segment.signature());
    }

    private static boolean verifies(Bytes publicKey, byte[] message, Bytes signature) {
        return Ed25519.verifies(publicKey.toArray(), message, signature.toArray());
    }

    private static Bytes publicKey(DataKey key) {
        return Bytes.of(Ed25519.publicKey(key.signing()));
    }

    private Bytes sign(byte[] message) {
        return Bytes.of(Ed25519.sign(keys.active().signing(), message));
    }

    private static byte[] message(AuditCheckpoint statement) {
        return CanonicalEncoder.of("checkpoint")
                .text(statement.storeId())
                .number(statement.seq())
                .bytes(statement.mac().toArray())
                .text(Timestamps.format(statement.time()))
                .text(statement.keyId())
                .bytes(statement.publicKey().toArray())
                .toBytes();
    }

    private static byte[] message(AuditSegment statement) {
        return CanonicalEncoder.of("segment")
                .text(statement.storeId())
                .number(statement.from())
                .bytes(statement.prevMac().toArray())
                .number(statement.to())
                .bytes(statement.mac().toArray())
                .bytes(statement.sha256().toArray())
                .text(statement.keyId())
                .bytes(statement.publicKey().toArray())
                .toBytes();
    }
}
