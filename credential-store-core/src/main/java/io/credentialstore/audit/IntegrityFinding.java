package io.credentialstore.audit;

/**
 * One thing that does not verify.
 *
 * @param table the table it stands in
 * @param row the row's key
 * @param problem what is wrong with it
 */
public record IntegrityFinding(String table, String row, String problem) {}
