package io.credentialstore;

import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.TamperedException;
import java.util.ArrayList;
import java.util.List;

/** What a verification found, up to a limit. Not thread-safe. */
final class Findings implements CredentialTree.Findings {
    private final List<IntegrityFinding> findings = new ArrayList<>();
    private boolean complete = true;

    @Override
    public void found(String table, String row, String problem) {
        add(new IntegrityFinding(table, row, problem));
    }

    void found(TamperedException e) {
        found(e.table(), e.row(), e.finding());
    }

    void addAll(Findings others) {
        others.findings.forEach(this::add);
        complete &= others.complete;
    }

    private void add(IntegrityFinding finding) {
        complete &= findings.size() < IntegrityReport.MAX_FINDINGS;
        if (complete) {
            findings.add(finding);
        }
    }

    List<IntegrityFinding> list() {
        return findings;
    }

    boolean isComplete() {
        return complete;
    }
}
