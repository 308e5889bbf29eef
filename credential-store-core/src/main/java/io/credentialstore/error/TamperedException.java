package io.credentialstore.error;

import java.util.Objects;

/**
 * Stored data does not verify under the store's keys. The call failed closed: nothing was released or changed.
 * {@code verifyIntegrity()} lists every finding in the store.
 */
public final class TamperedException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final String row;

    /**
     * Names the row.
     *
     * @param table the table it stands in
     * @param row its key
     * @param finding what does not verify
     */
    public TamperedException(String table, String row, String finding) {
        super(
                ErrorCode.TAMPERED,
                "Integrity check failed in " + table + ", row " + row + ": " + finding
                        + ". Run verifyIntegrity(), then restore from a trusted backup.",
                null);
        this.table = Objects.requireNonNull(table, "table");
        this.row = Objects.requireNonNull(row, "row");
    }

    /**
     * Where it stands.
     *
     * @return the table's name
     */
    public String table() {
        return table;
    }

    /**
     * Which row it is.
     *
     * @return the row's key
     */
    public String row() {
        return row;
    }
}
