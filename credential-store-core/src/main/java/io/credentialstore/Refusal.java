package io.credentialstore;

import io.credentialstore.access.DenialReason;
import io.credentialstore.error.CredentialStoreException;
import java.util.Locale;

/** A refusal on its way out: what the caller is told, and what only the trail is told. Never leaves this package. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CredentialStoreException told;
    private final String auditCode;

    private Refusal(CredentialStoreException told, String auditCode) {
        super(told.getMessage(), told, false, false);
        this.told = told;
        this.auditCode = auditCode;
    }

    static Refusal of(DenialReason reason, CredentialStoreException told) {
        return new Refusal(told, reason.code());
    }

    static Refusal of(CredentialStoreException told) {
        return new Refusal(told, told.code().name().toLowerCase(Locale.ROOT));
    }

    /** For the same reason, but told in other words. */
    Refusal toldAs(CredentialStoreException other) {
        return new Refusal(other, auditCode);
    }

    CredentialStoreException told() {
        return told;
    }

    AuditDraft recordIn(AuditDraft draft) {
        return draft.failed(auditCode, told.getMessage());
    }
}
