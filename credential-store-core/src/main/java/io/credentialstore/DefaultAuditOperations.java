package io.credentialstore;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.Caller;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The half of the owner's store that is about the trail. */
abstract class DefaultAuditOperations implements AuditOperations {
    final StoreParts parts;
    final Authority.Owner owner;

    DefaultAuditOperations(StoreParts parts, Caller owner) {
        this.parts = parts;
        this.owner = parts.owner(owner);
    }

    final Caller user(@Nullable String user) {
        return owner.actor(Checks.optionalText("user", user));
    }

    @Override
    public AuditPage getAuditTrail(AuditQuery query) {
        return parts.trail().find(Checks.notNull("query", query));
    }

    @Override
    public long countAuditEntries(AuditQuery query) {
        return parts.trail().count(Checks.notNull("query", query));
    }

    @Override
    public AuditSummary getAuditSummary() {
        return parts.trail().summary();
    }

    @Override
    public void logCredentialAccess(HostEvent event) {
        parts.changes().record(AuditDraft.of(Checks.notNull("event", event)));
    }

    @Override
    public IntegrityReport verifyIntegrity() {
        return new IntegrityVerifier(parts.seals(), parts.rows(), parts.tree(), parts.checkpoints())
                .verify(parts.transactions(), parts.storage());
    }

    @Override
    public AuditCheckpoint createCheckpoint() {
        return parts.checkpoints().create();
    }

    @Override
    public void verifyCheckpoint(AuditCheckpoint checkpoint) {
        parts.checkpoints().require(Checks.notNull("checkpoint", checkpoint));
    }

    @Override
    public Optional<AuditSegment> exportAuditTrail(Path file, Instant before) {
        Checks.optionalInstant("before", Checks.notNull("before", before));
        return parts.archive().export(Checks.notNull("file", file), before);
    }

    @Override
    public AuditSegment verifyAuditSegment(Path file) {
        return parts.archive().verify(Checks.notNull("file", file));
    }

    @Override
    public long pruneAuditTrail(Path file, @Nullable String prunedBy) {
        return parts.archive().prune(Checks.notNull("file", file), user(prunedBy));
    }
}
