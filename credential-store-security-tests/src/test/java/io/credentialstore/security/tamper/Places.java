package io.credentialstore.security.tamper;

import io.credentialstore.audit.IntegrityFinding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;

/** Where findings about a row may point to: itself, or what is the smallest thing that stands for it. */
final class Places {
    /**
     * A place.
     *
     * @param table its table
     * @param row what the finding's row must hold
     */
    record Place(String table, String row) {
        boolean isIn(IntegrityFinding finding) {
            return finding.table().equals(table) && finding.row().contains(row);
        }
    }

    private Places() {}

    static Stream<Place> of(Row row) {
        String table = row.table().name();
        return switch (table) {
            case "credential_versions", "credential_access_policies" ->
                Stream.of(
                        new Place(table, row.key()),
                        new Place(table, row.text("credential_id")),
                        new Place("credentials", row.text("credential_id")));
            case "credential_audit_log" -> Stream.of(new Place(table, row.key()), new Place(table, next(row)));
            case "key_slots", "encryption_keys" -> Stream.of(new Place("key_slots", "all"));
            case "credential_digests" ->
                Stream.of(
                        new Place(table, row.key()),
                        new Place(table, "root"),
                        new Place("credentials", "bucket " + row.text("position")),
                        new Place(table, parent(row)));
            case "credential_access_counts" -> Stream.of(new Place(table, row.key()), new Place(table, "all"));
            case "store_state" -> Stream.of(new Place(table, "1"));
            default -> Stream.of(new Place(table, row.key()));
        };
    }

    /** Whether a digest is looked at, with its siblings, on the way from a credential to the root: docs/FORMAT.md, 5. */
    static boolean isOnPath(Row node, String credentialId) {
        if (!(node.get("level") instanceof Long level) || !(node.get("position") instanceof Long position)) {
            return true;
        }
        return level >= 1 && level <= 3 && bucketOf(credentialId) >> (6 * (4 - level)) == position >> 6;
    }

    private static int bucketOf(String credentialId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(credentialId.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getInt() >>> 14;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String next(Row entry) {
        return entry.get("seq") instanceof Long seq ? Long.toString(seq + 1) : entry.key();
    }

    private static String parent(Row node) {
        return node.get("level") instanceof Long level && node.get("position") instanceof Long position
                ? level - 1 + "/" + position / 64
                : "root";
    }
}
