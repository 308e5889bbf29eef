package io.credentialstore.error;

import java.util.Objects;

/**
 * Stored data does not verify under the store's keys. The call failed closed: nothing was released or changed.
 * {@code verifyIntegrity()} lists every finding in the store.
 */
public final class TamperedException extends CredentialStoreException {
    private static final long serialVersionUID = 1L;

    /** As {@link #table()}. */
    private final String table;
    /** As {@link #row()}. */
    private final String row;
    /** As {@link #finding()}. */
    private final String finding;

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
        this.finding = Objects.requireNonNull(finding, "finding");
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

    /**
     * What is wrong.
     *
     * @return what does not verify, as part of a sentence
     */
    public String finding() {
        return finding;
    }
}
