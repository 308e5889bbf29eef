package io.credentialstore;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An audit entry before it has its place in the trail. */
record AuditDraft(
        AuditAction action,
        Caller caller,
        @Nullable CredentialId credentialId,
        @Nullable Integer version,
        @Nullable Long rowVersion,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        Metadata metadata) {

    static AuditDraft of(AuditAction action, Caller caller, @Nullable CredentialId credentialId) {
        return new AuditDraft(action, caller, credentialId, null, null, null, null, Metadata.none());
    }

    static AuditDraft of(HostEvent event) {
        AuditDraft draft =
                of(event.action(), event.caller(), event.credentialId()).withMetadata(event.metadata());
        return event.error() == null ? draft : draft.failed("host", event.error());
    }

    boolean success() {
        return errorCode == null;
    }

    AuditDraft withVersion(@Nullable Integer number) {
        return new AuditDraft(action, caller, credentialId, number, rowVersion, errorCode, errorMessage, metadata);
    }

    AuditDraft withRowVersion(long number) {
        return new AuditDraft(action, caller, credentialId, version, number, errorCode, errorMessage, metadata);
    }

    AuditDraft failed(String code, @Nullable String message) {
        return new AuditDraft(action, caller, credentialId, version, null, code, message, metadata);
    }

    AuditDraft with(String key, @Nullable Object detail) {
        if (detail == null) {
            return this;
        }
        Map<String, Object> details = new LinkedHashMap<>(metadata.toMap());
        details.put(key, detail.toString());
        return withMetadata(Metadata.of(details));
    }

    AuditDraft withMetadata(Metadata details) {
        return new AuditDraft(action, caller, credentialId, version, rowVersion, errorCode, errorMessage, details);
    }
}
