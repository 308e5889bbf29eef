package io.credentialstore.testkit;

import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.util.Arrays;

/** Rows in the form in which the store writes them, with every column filled in. Their MACs mean nothing. */
final class Rows {
    static final String TIME = "2030-01-01T00:00:00.000Z";

    /** A long that neither an int nor a double holds. */
    static final long LARGE = (1L << 53) + 1;

    private Rows() {}

    static Bytes bytes(int length, int fill) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) fill);
        return Bytes.of(bytes);
    }

    /** Each value of a byte, in order, again and again. */
    static Bytes everyByte(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return Bytes.of(bytes);
    }

    /** The id of the credential with that number; ids sort as the numbers do. */
    static String credentialId(int number) {
        return "cred_20300101_%08d".formatted(number);
    }

    static StoredState state() {
        return new StoredState(
                "store_1",
                1,
                TIME,
                LARGE,
                LARGE + 1,
                bytes(32, 1),
                "2030-01-02T00:00:00.000Z",
                bytes(32, 2),
                bytes(32, 4),
                "key_1",
                bytes(32, 3));
    }

    static StoredKeySlot slot(String id) {
        return new StoredKeySlot(
                id,
                "raw",
                100_000,
                everyByte(32),
                bytes(12, 4),
                everyByte(36),
                bytes(16, 5),
                TIME,
                "someone",
                bytes(32, 6));
    }

    static StoredKey key(int term) {
        return new StoredKey("key_" + term, term, "aes-256-gcm", "rotated", TIME, "key_" + (term + 1));
    }

    static StoredCredential credential(int number) {
        return new StoredCredential(
                credentialId(number),
                "name-" + number,
                "api_key",
                "service",
                "production",
                "active",
                "{\"note\":\"50 % of 'quoted' \\\"text\\\"; -- in \u00e4\ud83d\udd11\"}",
                2,
                "2040-01-01T00:00:00.000Z",
                TIME,
                "2030-01-02T00:00:00.000Z",
                "2030-01-03T00:00:00.000Z",
                LARGE,
                number,
                bytes(32, 7),
                bytes(32, 8),
                "key_1",
                bytes(32, number));
    }

    static StoredVersion version(int credential, int number) {
        return new StoredVersion(
                credentialId(credential),
                number,
                everyByte(512),
                everyByte(16),
                bytes(12, 9),
                bytes(16, 10),
                1_000,
                "key_1",
                "rotated",
                TIME,
                "someone",
                "2030-02-01T00:00:00.000Z",
                bytes(32, number));
    }

    /** The grant with that number, of a skill with that number. */
    static StoredPolicy policy(int number, int credential) {
        return new StoredPolicy(
                "policy_%04d".formatted(number),
                credentialId(credential),
                "skill-" + number,
                "skill",
                "write",
                "someone",
                TIME,
                "2030-03-01T00:00:00.000Z",
                "because",
                3,
                "key_1",
                bytes(32, number));
    }

    static StoredAuditEntry entry(long seq) {
        return new StoredAuditEntry(
                seq,
                "audit_" + seq,
                credentialId(1),
                "skill-1",
                "skill",
                "someone",
                "retrieve",
                0,
                TIME,
                "192.0.2.1",
                "not_granted",
                "may not",
                "{\"more\":true}",
                "run-1",
                "to test",
                2,
                LARGE,
                "key_1",
                bytes(32, 11),
                bytes(32, (int) seq));
    }
}
