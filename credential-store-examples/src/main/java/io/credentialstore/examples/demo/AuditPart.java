package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.examples.AuditTrailReport;
import java.util.List;

/** Who did what: the trail, its sums, and the proof that nobody touched it. */
final class AuditPart {
    private AuditPart() {}

    static void play(Stage stage) {
        CredentialStore store = stage.store();
        List<AuditEntry> trail = AuditTrailReport.everything(store);
        stage.narrator().say("The whole trail. No value is in it:");
        stage.narrator().table(AuditTrailReport.rows(store, trail));
        stage.steps()
                .equal(
                        "entries, none missing in between",
                        trail.get(trail.size() - 1).seq(),
                        (long) trail.size());
        summary(stage, trail);
        failures(stage);
        integrity(stage, trail);
    }

    private static void summary(Stage stage, List<AuditEntry> trail) {
        AuditSummary summary = stage.store().getAuditSummary();
        stage.narrator().say("In sums:");
        stage.narrator().table(AuditTrailReport.summary(stage.store(), summary));
        List<AuditEntry> retrievals = trail.stream()
                .filter(entry -> entry.action().equals(AuditAction.RETRIEVE))
                .toList();
        long failed = retrievals.stream().filter(entry -> !entry.success()).count();
        stage.steps().equal("retrievals counted", summary.totalAccesses(), (long) retrievals.size());
        stage.steps().equal("refused ones among them", summary.failedAccesses(), failed);
    }

    private static void failures(Stage stage) {
        long failures = stage.store().countAuditEntries(AuditQuery.all().failuresOnly());
        stage.steps().equal("everything that the store refused in this story", failures, 3L);
    }

    private static void integrity(Stage stage, List<AuditEntry> trail) {
        IntegrityReport report = stage.store().verifyIntegrity();
        stage.narrator().say("Every row and the chain of the trail, verified under the store's keys:");
        stage.narrator()
                .quote(report.credentials() + " credentials, " + report.versions() + " versions, " + report.grants()
                        + " grants, " + report.auditEntries() + " audit entries, findings: " + report.findings());
        stage.steps().check("everything is intact", report.isIntact());
        stage.steps().equal("entries verified", report.auditEntries(), (long) trail.size());
    }
}
