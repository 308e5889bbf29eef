package io.credentialstore.error;

/** What went wrong, as a stable word that programs may switch on; the name of a constant never changes its meaning. */
public enum ErrorCode {
    /** An argument breaks a rule; the message names the field and the limit. */
    INVALID_INPUT,
    /** The store does not hold the credential, grant or key that was named. */
    NOT_FOUND,
    /** More than one credential fits where one was asked for. */
    AMBIGUOUS,
    /** The caller may not do this; whether the credential exists is not said. */
    ACCESS_DENIED,
    /** The credential was revoked. */
    CREDENTIAL_REVOKED,
    /** The credential's own expiry has passed. */
    CREDENTIAL_EXPIRED,
    /** The version asked for no longer serves. */
    VERSION_UNAVAILABLE,
    /** The change collides with what is stored, such as a name that is taken. */
    CONFLICT,
    /** Stored data does not verify under the store's keys: it was changed, moved, removed or put back. */
    TAMPERED,
    /** The store is older than was seen before, or has another history: an old file was put back. */
    ROLLED_BACK,
    /** No source offered a master key. */
    MASTER_KEY_MISSING,
    /** A master key was found but has the wrong form or is guessable. */
    MASTER_KEY_MALFORMED,
    /** The master key is well formed but opens no key slot of this store. */
    MASTER_KEY_WRONG,
    /** The file is not a credential store. */
    NOT_A_STORE,
    /** The store was written by a newer version of this library. */
    UNSUPPORTED_FORMAT,
    /** The store was moved to another storage, and only that one goes on. */
    STORE_MOVED,
    /** Another process or thread held the store for longer than the bounded wait. */
    STORE_BUSY,
    /** The disk or quota is exhausted. */
    STORAGE_FULL,
    /** The storage failed in another way. */
    STORAGE_FAILURE,
    /** The object was used after it was closed. */
    CLOSED,
    /** A defect of this library; please report it. */
    INTERNAL
}
