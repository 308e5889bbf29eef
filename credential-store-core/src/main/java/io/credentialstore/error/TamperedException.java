package io.credentialstore.error;

import java.util.Objects;

/**
 * Stored data does not verify under the store's keys, or, with code {@link ErrorCode#ROLLED_BACK}, is older than what was
 * seen or kept of it. The call failed closed: nothing was released or changed. {@code verifyIntegrity()} lists every finding
 * in the store.
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
        this(ErrorCode.TAMPERED, table, row, finding, "Run verifyIntegrity(), then restore from a trusted backup.");
    }

    private TamperedException(ErrorCode code, String table, String row, String finding, String remedy) {
        super(code, "Integrity check failed in " + table + ", row " + row + ": " + finding + ". " + remedy, null);
        this.table = Objects.requireNonNull(table, "table");
        this.row = Objects.requireNonNull(row, "row");
        this.finding = Objects.requireNonNull(finding, "finding");
    }

    /**
     * The store is an older one, or has another history, than was witnessed: code {@link ErrorCode#ROLLED_BACK}.
     *
     * @param table the table that shows it
     * @param row its key
     * @param finding what was witnessed and what is there
     * @param remedy what to do, as a sentence
     * @return the exception to throw
     */
    public static TamperedException rolledBack(String table, String row, String finding, String remedy) {
        return new TamperedException(ErrorCode.ROLLED_BACK, table, row, finding, remedy);
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
