package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.StoredCredential;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In whose name something is done: the owner, who may do everything, or a caller with what its grants allow. */
interface Authority {
    /**
     * Loads a credential that may be used so.
     *
     * @throws Refusal when it may not
     * @throws io.credentialstore.error.CredentialNotFoundException when the owner names one that does not exist
     */
    Permit require(StoreTransaction tx, CredentialId id, AccessLevel level, AuditAction action);

    /** Who is recorded as acting: the owner with this user, a grantee as the host described it. */
    Caller actor(@Nullable String user);

    /**
     * A credential, and until when it may be used so.
     *
     * @param row the verified row
     * @param until the end of the grant, or null for never
     */
    record Permit(StoredCredential row, @Nullable Instant until) {}

    /** The owner: checks only what the credential itself says. */
    record Owner(TrustedRows rows, Caller caller) implements Authority {
        @Override
        public Permit require(StoreTransaction tx, CredentialId id, AccessLevel level, AuditAction action) {
            StoredCredential row = rows.require(tx, id);
            AccessGuard.requireServes(row, level, tx.now());
            return new Permit(row, null);
        }

        @Override
        public Caller actor(@Nullable String user) {
            return user == null ? caller : caller.withUser(user);
        }
    }

    /** A skill or tool: needs a grant. */
    record Grantee(AccessGuard guard, Caller caller) implements Authority {
        @Override
        public Permit require(StoreTransaction tx, CredentialId id, AccessLevel level, AuditAction action) {
            return guard.require(tx, id, caller.entity(), level, action);
        }

        @Override
        public Caller actor(@Nullable String user) {
            return caller; // the host says who is behind a skill; the skill itself may not
        }
    }
}
