package io.credentialstore.security.process;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.StorageException;

/** How a process says that a call of the store failed. Stateless. */
public final class Failures {
    /** A commit of which even the library could not find out whether it took effect. */
    public static final String OUTCOME_UNKNOWN = "!OUTCOME_UNKNOWN";

    private Failures() {}

    /** An exclamation mark and the code of the failure. */
    public static String outcome(CredentialStoreException failure) {
        return failure instanceof StorageException storage && storage.isOutcomeUnknown()
                ? OUTCOME_UNKNOWN
                : "!" + failure.code();
    }
}
