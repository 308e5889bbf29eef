package io.credentialstore.audit;

import io.credentialstore.internal.check.Checks;
import io.credentialstore.internal.json.FlatJson;
import io.credentialstore.model.Bytes;

/**
 * The seal of a segment: a file that holds the oldest entries of a trail, one JSON object a line, and this as its last
 * line. It proves which entries of which store they are, and that none was changed; {@code AuditProof} verifies it
 * without the store.
 *
 * @param storeId the store
 * @param from the sequence number of the first entry
 * @param prevMac what the first entry is linked to, 32 bytes
 * @param to the sequence number of the last entry
 * @param mac the last entry's MAC, 32 bytes
 * @param sha256 SHA-256 over the lines before this one, line ends included, 32 bytes
 * @param keyId the data key that the signing key was derived from
 * @param publicKey Ed25519 public key, 32 bytes
 * @param signature Ed25519 signature over all of the above, 64 bytes
 */
public record AuditSegment(
        String storeId,
        long from,
        Bytes prevMac,
        long to,
        Bytes mac,
        Bytes sha256,
        String keyId,
        Bytes publicKey,
        Bytes signature) {
    private static final String WHAT = "auditSegment";

    /**
     * The seal as one line of JSON.
     *
     * @return the text that {@link #ofJson} reads
     */
    public String toJson() {
        return FlatJson.of(WHAT)
                .put("storeId", storeId)
                .put("from", from)
                .put("prevMac", prevMac)
                .put("to", to)
                .put("mac", mac)
                .put("sha256", sha256)
                .put("keyId", keyId)
                .put("publicKey", publicKey)
                .put("signature", signature)
                .toJson();
    }

    /**
     * Reads what {@link #toJson} wrote. The signature is not verified here.
     *
     * @param text one JSON object
     * @return the seal
     * @throws io.credentialstore.error.InvalidInputException when the text is not of that form
     */
    public static AuditSegment ofJson(String text) {
        FlatJson json = FlatJson.parse(WHAT, Checks.notNull(WHAT, text));
        return new AuditSegment(
                json.text("storeId"),
                json.number("from"),
                json.bytes("prevMac", 32),
                json.number("to"),
                json.bytes("mac", 32),
                json.bytes("sha256", 32),
                json.text("keyId"),
                json.bytes("publicKey", 32),
                json.bytes("signature", 64));
    }

    /**
     * How many entries the segment holds.
     *
     * @return the number
     */
    public long entries() {
        return to - from + 1;
    }

    /**
     * The same statement with another signature.
     *
     * @param bytes 64 bytes
     * @return a copy
     */
    public AuditSegment withSignature(Bytes bytes) {
        return new AuditSegment(storeId, from, prevMac, to, mac, sha256, keyId, publicKey, bytes);
    }
}
