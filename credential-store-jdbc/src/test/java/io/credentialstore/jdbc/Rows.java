package io.credentialstore.jdbc;

import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.util.Arrays;

/** Rows in which no two columns are alike, so that a mix-up shows. */
public final class Rows {
    public static final String TIME = "2026-11-22T10:32:27.123Z";

    private Rows() {}

    /** So many bytes, each of this value. */
    public static Bytes bytes(int length, int value) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) value);
        return Bytes.of(content);
    }

    /** A time in the stored form, so many milliseconds into a day. */
    public static String time(int millis) {
        return "2026-11-22T00:00:%02d.%03dZ".formatted(millis / 1000, millis % 1000);
    }

    public static StoredState state(long generation) {
        return new StoredState(
                "store_1",
                1,
                time(1),
                generation,
                7,
                bytes(32, 1),
                time(2),
                bytes(32, 2),
                bytes(32, 4),
                "dk_1",
                bytes(32, 3));
    }

    public static StoredKeySlot slot(String id) {
        return new StoredKeySlot(
                id,
                "raw",
                100_000,
                bytes(32, 1),
                bytes(12, 2),
                bytes(68, 3),
                bytes(16, 4),
                time(1),
                "ops",
                bytes(32, 5));
    }

    public static StoredKey key(String id, int term) {
        return new StoredKey(id, term, "AES-256-GCM", "active", time(1), "dk_next");
    }

    /** The id of a credential. */
    public static String id(int number) {
        return "cred_20261122_%08d".formatted(number);
    }

    public static StoredCredential credential(String id, String name) {
        return credential(id, name, "active");
    }

    public static StoredCredential credential(String id, String name, String status) {
        return new StoredCredential(
                id,
                name,
                "api_key",
                "stripe",
                "production",
                status,
                "{\"team\":\"pay\"}",
                3,
                time(1),
                time(2),
                time(3),
                time(4),
                5,
                42,
                bytes(32, 1),
                bytes(32, 2),
                "dk_1",
                bytes(32, 3));
    }

    public static StoredVersion version(String credential, int version) {
        return new StoredVersion(
                credential,
                version,
                bytes(128, 9),
                bytes(16, 1),
                bytes(12, 2),
                bytes(16, 3),
                1_000,
                "dk_1",
                "rotated",
                time(1),
                "ops",
                time(2),
                bytes(32, 4));
    }

    public static StoredPolicy policy(String id, String credential, String entity) {
        return new StoredPolicy(
                id, credential, entity, "skill", "write", "ops", time(1), time(2), "because", 3, "dk_1", bytes(32, 1));
    }

    public static StoredAuditEntry entry(long seq) {
        return new StoredAuditEntry(
                seq,
                "aud_" + seq,
                id(1),
                "billing",
                "skill",
                "jo",
                "retrieve",
                1,
                TIME,
                "127.0.0.1",
                "code",
                "sentence",
                "{\"a\":1}",
                "run_1",
                "pay",
                2,
                3L,
                "dk_1",
                bytes(32, 1),
                bytes(32, 2));
    }

    /** An entry with nothing that may be left out. */
    public static StoredAuditEntry bareEntry(long seq) {
        return new StoredAuditEntry(
                seq,
                "aud_" + seq,
                null,
                "app",
                "owner",
                null,
                "create_store",
                0,
                TIME,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "dk_1",
                bytes(32, 1),
                bytes(32, 2));
    }
}
