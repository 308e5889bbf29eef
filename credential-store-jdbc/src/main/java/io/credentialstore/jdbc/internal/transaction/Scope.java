package io.credentialstore.jdbc.internal.transaction;

import io.credentialstore.error.CredentialStoreException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is known about the transaction that a thread is in. */
final class Scope {
    private @Nullable Handle handle;
    private @Nullable CredentialStoreException doom;
    private boolean deletes;

    void runsOn(Handle own) {
        handle = own;
    }

    /** Whether this is the transaction's own handle: another one belongs to another transaction, or to none. */
    boolean isOn(Handle other) {
        return other.equals(handle);
    }

    /** The transaction is lost: whatever else is tried in it gets this exception, the commit too. */
    void doom(CredentialStoreException failure) {
        doom = failure;
    }

    boolean isDoomed() {
        return doom != null;
    }

    void refuseDoomed() {
        if (doom != null) {
            throw doom;
        }
    }

    /** What was deleted must leave the files. */
    void deletes() {
        deletes = true;
    }

    boolean hasDeleted() {
        return deletes;
    }
}
