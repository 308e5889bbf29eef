package io.credentialstore.error;

/** The store was moved to another storage, or is being moved: this copy takes no more entries. Nothing was changed. */
public final class StoreMovedException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * A store behind whose newest entry nothing may follow.
     *
     * @param seq the entry that says so
     * @param time when it was written
     */
    public StoreMovedException(long seq, String time) {
        super(
                ErrorCode.STORE_MOVED,
                "The store was given up for a copy in another storage (entry " + seq + ", " + time
                        + "). Open that one. If the move was never finished, run it again, or take it back.",
                null);
    }
}
