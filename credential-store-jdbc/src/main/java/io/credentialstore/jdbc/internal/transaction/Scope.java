package io.credentialstore.jdbc.internal.transaction;

import io.credentialstore.error.CredentialStoreException;
import org.jspecify.annotations.Nullable;

/** What is known about the transaction that a thread is in. */
final class Scope {
    private @Nullable CredentialStoreException doom;
    private boolean deletes;

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
