package io.credentialstore.audit;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.internal.json.FlatJson;
import io.credentialstore.model.Bytes;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * A signed statement: at that time, the trail of this store ended with that entry. The entry's MAC covers all entries
 * before it, so whoever keeps a checkpoint away from the store can tell later that entries were removed, that an old file
 * was put back, or that history was written anew. It holds no secret and may be printed, mailed and published.
 *
 * <p>It is signed with Ed25519 under a key derived from the store's data keys. Whoever noted the public key can verify it
 * without the store: {@code AuditProof}.
 *
 * @param storeId the store
 * @param seq the sequence number of its newest entry then
 * @param mac that entry's MAC, 32 bytes
 * @param time that entry's time
 * @param keyId the data key that the signing key was derived from
 * @param publicKey Ed25519 public key, 32 bytes
 * @param signature Ed25519 signature over all of the above, 64 bytes
 */
public record AuditCheckpoint(
        String storeId, long seq, Bytes mac, Instant time, String keyId, Bytes publicKey, Bytes signature) {
    private static final String WHAT = "auditCheckpoint";

    /** As in the trail: always milliseconds. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /**
     * The checkpoint as one line of JSON, some 500 characters long.
     *
     * @return the text that {@link #ofJson} reads
     */
    public String toJson() {
        return FlatJson.of(WHAT)
                .put("storeId", storeId)
                .put("seq", seq)
                .put("mac", mac)
                .put("time", TIME.format(time))
                .put("keyId", keyId)
                .put("publicKey", publicKey)
                .put("signature", signature)
                .toJson();
    }

    /**
     * Reads what {@link #toJson} wrote. The signature is not verified here.
     *
     * @param text one JSON object; white space around it does not matter
     * @return the checkpoint
     * @throws InvalidInputException when the text is not of that form
     */
    public static AuditCheckpoint ofJson(String text) {
        FlatJson json = FlatJson.parse(WHAT, Checks.notNull(WHAT, text));
        return new AuditCheckpoint(
                json.text("storeId"),
                json.number("seq"),
                json.bytes("mac", 32),
                instant(json.text("time")),
                json.text("keyId"),
                json.bytes("publicKey", 32),
                json.bytes("signature", 64));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidInputException(WHAT, "has a \"time\" that is not an instant");
        }
    }

    /**
     * The same statement with another signature.
     *
     * @param bytes 64 bytes
     * @return a copy
     */
    public AuditCheckpoint withSignature(Bytes bytes) {
        return new AuditCheckpoint(storeId, seq, mac, time, keyId, publicKey, bytes);
    }
}
