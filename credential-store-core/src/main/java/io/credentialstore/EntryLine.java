package io.credentialstore;

import io.credentialstore.internal.json.FlatJson;
import io.credentialstore.spi.StoredAuditEntry;
import org.jspecify.annotations.Nullable;

/** An entry of the trail as a line of a segment: every column under its name, absent ones left out. */
final class EntryLine {
    private static final String WHAT = "auditEntry";
    private static final int MAC = 32;

    private EntryLine() {}

    static String of(StoredAuditEntry row) {
        return FlatJson.of(WHAT)
                .put("seq", row.seq())
                .put("id", row.id())
                .put("credential_id", row.credentialId())
                .put("entity_id", row.entityId())
                .put("entity_type", row.entityType())
                .put("user_id", row.userId())
                .put("action", row.action())
                .put("success", row.success())
                .put("timestamp", row.timestamp())
                .put("ip_address", row.ipAddress())
                .put("error_code", row.errorCode())
                .put("error_message", row.errorMessage())
                .put("metadata", row.metadata())
                .put("run_id", row.runId())
                .put("purpose", row.purpose())
                .put("version", row.version())
                .put("row_version", row.rowVersion())
                .put("mac_key_id", row.macKeyId())
                .put("prev_mac", row.prevMac())
                .put("mac", row.mac())
                .toJson();
    }

    static StoredAuditEntry parse(String line) {
        FlatJson json = FlatJson.parse(WHAT, line);
        return new StoredAuditEntry(
                json.number("seq"),
                json.text("id"),
                json.optionalText("credential_id"),
                json.text("entity_id"),
                json.text("entity_type"),
                json.optionalText("user_id"),
                json.text("action"),
                (int) json.number("success"),
                json.text("timestamp"),
                json.optionalText("ip_address"),
                json.optionalText("error_code"),
                json.optionalText("error_message"),
                json.optionalText("metadata"),
                json.optionalText("run_id"),
                json.optionalText("purpose"),
                intValue(json.optionalNumber("version")),
                json.optionalNumber("row_version"),
                json.text("mac_key_id"),
                json.bytes("prev_mac", MAC),
                json.bytes("mac", MAC));
    }

    private static @Nullable Integer intValue(@Nullable Long number) {
        return number == null ? null : number.intValue();
    }
}
