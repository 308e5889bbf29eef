package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.AuditProof;
import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.StoredAuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of a trail that grows old: its oldest entries leave it with proof, and what is left still verifies. */
@DisplayName("A11: retention by sealed segments")
public abstract class RetentionContract extends StoreContract {
    @TempDir
    private Path directory;

    private CredentialId id;
    private Instant today;

    /** For subclasses. */
    protected RetentionContract() {}

    @BeforeEach
    void yesterdayAndToday() {
        id = scene().readable("name");
        note("one");
        note("two");
        store().retrieveCredential(id, Scene.SKILL_ID).close();
        today = clock().advance(Duration.ofDays(1));
        note("three");
    }

    private void note(String verb) {
        store().logCredentialAccess(HostEvent.of(id, Caller.skill("worker"), verb));
    }

    private Path file() {
        return directory.resolve("segment.jsonl");
    }

    private AuditSegment exported(Path file) {
        return store().exportAuditTrail(file, today).orElseThrow();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private void rewrite(List<String> lines) throws IOException {
        Files.write(file(), lines);
    }

    private List<StoredAuditEntry> storedTrail() {
        return scene().rows(tables -> tables.audit().scan(0, Integer.MAX_VALUE));
    }

    @Test
    void segment_holdsTheEntriesBeforeATime_andProvesThem() throws IOException {
        long yesterday = store().countAuditEntries(AuditQuery.all().withUntil(today));

        AuditSegment segment = exported(file());

        assertThat(segment.from()).isEqualTo(1);
        assertThat(segment.to()).isEqualTo(yesterday);
        assertThat(segment.storeId()).isEqualTo(store().createCheckpoint().storeId());
        assertThat(lines()).hasSize((int) yesterday + 1).last().isEqualTo(segment.toJson());
        assertThat(store().verifyAuditSegment(file())).isEqualTo(segment);
        assertThat(AuditProof.verify(file(), store().createCheckpoint().publicKey()))
                .isEqualTo(segment);
        assertThat(store().verifyIntegrity().firstAuditEntry()).isEqualTo(1);
    }

    @Test
    void nothingOldEnough_makesNoFile() {
        assertThat(store().exportAuditTrail(file(), Scene.START.minusSeconds(1)))
                .isEqualTo(Optional.empty());
        assertThat(file()).doesNotExist();
    }

    @Test
    void export_replacesNothing_andLeavesNothingHalfDone() throws IOException {
        Files.writeString(file(), "somebody's");
        Refused.error(ErrorCode.INVALID_INPUT, () -> exported(file()));
        assertThat(file()).hasContent("somebody's");

        Refused.error(ErrorCode.STORAGE_FAILURE, () -> exported(directory.resolve("missing/segment")));

        scene().tamper(tables -> {
            List<StoredAuditEntry> trail = tables.audit().scan(0, 1_000);
            tables.audit().deleteThrough(Long.MAX_VALUE, 1_000);
            trail.forEach(row -> tables.audit().append(row.seq() == 2 ? Columns.with(row, "userId", "eve") : row));
        });
        Path broken = directory.resolve("broken");
        Refused.error(ErrorCode.TAMPERED, () -> exported(broken));
        assertThat(broken).doesNotExist();
    }

    @Test
    void prune_removesWhatTheSegmentHolds_andTheTrailStillVerifies() {
        AuditSegment segment = exported(file());
        List<AuditEntry> kept = scene().trail().stream()
                .filter(entry -> entry.seq() > segment.to())
                .toList();

        assertThat(store().pruneAuditTrail(file(), "ops")).isEqualTo(segment.entries());

        List<AuditEntry> trail = scene().trail();
        assertThat(trail.subList(0, kept.size())).isEqualTo(kept);
        AuditEntry pruned = trail.get(trail.size() - 1);
        assertThat(pruned.action()).isEqualTo(AuditAction.PRUNE);
        assertThat(pruned.userId()).isEqualTo("ops");
        IntegrityReport report = store().verifyIntegrity();
        assertThat(report.firstAuditEntry()).isEqualTo(segment.to() + 1);
        assertThat(report.auditEntries()).isEqualTo(trail.size());
        scene().assertUnharmed();
        assertThat(Scene.text(store().retrieveCredential(id, Scene.SKILL_ID))).isEqualTo("name");
        assertThat(scene().openWith(scene().key()).verifyIntegrity().isIntact()).isTrue();
    }

    @Test
    void segments_followEachOtherWithoutAGap() {
        AuditSegment first = exported(file());
        store().pruneAuditTrail(file(), null);
        today = clock().advance(Duration.ofDays(1));
        note("four");
        Path next = directory.resolve("next.jsonl");

        AuditSegment second = exported(next);
        store().pruneAuditTrail(next, null);

        assertThat(second.from()).isEqualTo(first.to() + 1);
        assertThat(second.prevMac()).isEqualTo(first.mac());
        assertThat(store().verifyIntegrity().firstAuditEntry()).isEqualTo(second.to() + 1);
        scene().assertUnharmed();
        assertThat(store().pruneAuditTrail(file(), null))
                .as("an older segment again")
                .isZero();
    }

    @Test
    void removalThatWasInterrupted_verifies_andIsFinishedByAnotherCall() {
        List<StoredAuditEntry> all = storedTrail();
        AuditSegment segment = exported(file());
        store().pruneAuditTrail(file(), null);

        for (long first : List.of(3L, segment.to())) {
            List<StoredAuditEntry> left = all.stream()
                    .filter(row -> row.seq() >= first && row.seq() <= segment.to())
                    .toList();
            comeBack(left);
            assertThat(store().verifyIntegrity().findings()).isEmpty();
            assertThat(store().verifyIntegrity().firstAuditEntry()).isEqualTo(first);

            long entries = store().countAuditEntries(AuditQuery.all());
            assertThat(store().pruneAuditTrail(file(), null)).isEqualTo(left.size());
            assertThat(store().countAuditEntries(AuditQuery.all())).isEqualTo(entries - left.size());
        }
        scene().assertUnharmed();
    }

    /** As if they had not been removed yet, nor deducted from the counts. */
    private void comeBack(List<StoredAuditEntry> left) {
        long retrievals =
                left.stream().filter(row -> row.action().equals("retrieve")).count();
        AccessCount count = new AccessCount(new AccessPair(id.value(), "skill", Scene.SKILL_ID), retrievals, 0);
        scene().tamper(tables -> {
            List<StoredAuditEntry> kept = tables.audit().scan(0, 1_000);
            tables.audit().deleteThrough(Long.MAX_VALUE, 1_000);
            left.forEach(tables.audit()::append);
            kept.forEach(tables.audit()::append);
            tables.audit().addCounts(List.of(count));
        });
    }

    @Test
    @DisplayName("W6: entries removed by anybody else, or more than were given up, are missed")
    void removalWithoutASegment_isFound() {
        scene().tamper(tables -> tables.audit().deleteThrough(2, 2));
        assertThat(store().verifyIntegrity().findings())
                .anyMatch(finding ->
                        finding.row().equals("3") && finding.problem().contains("entries 1 to 2"));
        Refused.error(ErrorCode.TAMPERED, () -> exported(file()));
    }

    @Test
    @DisplayName("W6: one more entry removed than was given up is missed")
    void removalBeyondTheSegment_isFound() {
        AuditSegment segment = exported(file());
        store().pruneAuditTrail(file(), null);
        scene().tamper(tables -> tables.audit().deleteThrough(segment.to() + 1, 1));
        assertThat(store().verifyIntegrity().isIntact()).isFalse();
    }

    @Test
    void changedSegment_prunesNothing() throws IOException {
        exported(file());
        List<String> genuine = lines();
        long entries = store().countAuditEntries(AuditQuery.all());
        List<String> edited = new ArrayList<>(genuine);
        edited.set(1, edited.get(1).replace("\"success\":1", "\"success\":0"));
        List<String> shorter = new ArrayList<>(genuine);
        shorter.remove(1);
        List<String> appended = new ArrayList<>(genuine);
        appended.addAll(List.of("", genuine.get(1)));

        for (List<String> lines : List.of(edited, shorter)) {
            rewrite(lines);
            Refused.error(ErrorCode.TAMPERED, () -> store().pruneAuditTrail(file(), null));
            Refused.error(
                    ErrorCode.TAMPERED,
                    () -> AuditProof.verify(file(), store().createCheckpoint().publicKey()));
        }
        for (List<String> lines :
                List.of(genuine.subList(0, 2), appended, List.of("{}"), List.of("no JSON"), List.<String>of())) {
            rewrite(lines);
            Refused.error(ErrorCode.INVALID_INPUT, () -> store().pruneAuditTrail(file(), null));
        }
        assertThat(store().countAuditEntries(AuditQuery.all())).isEqualTo(entries);
    }

    @Test
    @DisplayName("W6: what somebody added after an empty line does not pass for a part of the segment")
    void linesAfterTheSeal_areNotPassedOver() throws IOException {
        exported(file());
        Bytes publicKey = store().createCheckpoint().publicKey();
        List<String> longer = new ArrayList<>(lines());
        longer.add("");
        longer.add(longer.get(1));
        rewrite(longer);

        Refused.error(ErrorCode.INVALID_INPUT, () -> store().verifyAuditSegment(file()));
        Refused.error(ErrorCode.INVALID_INPUT, () -> AuditProof.verify(file(), publicKey));
    }

    @Test
    @DisplayName("W6: a trail that somebody emptied is not pruned but reported")
    void emptiedTrail_isReported() {
        exported(file());
        scene().tamper(tables -> tables.audit().deleteThrough(Long.MAX_VALUE, 1_000));

        Refused.error(ErrorCode.TAMPERED, () -> store().pruneAuditTrail(file(), null));
    }

    @Test
    void segmentOfAnotherStore_orOfAnotherHistory_prunesNothing() {
        Snapshot older = Snapshot.of(scene());
        note("four");
        today = clock().advance(Duration.ofDays(1));
        exported(file());
        scene().tamper(older::putBack);
        try (CredentialStore fork = scene().openFresh()) {
            fork.logCredentialAccess(HostEvent.of(id, Caller.skill("worker"), "other"));
            Refused.error(ErrorCode.CONFLICT, () -> fork.pruneAuditTrail(file(), null));
        }
        try (CredentialStore another =
                Stores.builder(SharedStorage.inMemory(), scene().key()).open()) {
            Refused.error(ErrorCode.TAMPERED, () -> another.verifyAuditSegment(file()));
            Refused.error(ErrorCode.TAMPERED, () -> another.pruneAuditTrail(file(), null));
        }
    }

    @Test
    void checkpoint_ofAnEntryThatWasPruned_standsOnlyWhenItIsTheLastOne() {
        AuditCheckpoint early = store().createCheckpoint();
        today = clock().advance(Duration.ofDays(1));
        note("four");
        today = clock().advance(Duration.ofDays(1));
        AuditCheckpoint last = store().createCheckpoint();
        exported(file());
        store().pruneAuditTrail(file(), null);

        store().verifyCheckpoint(last);
        store().verifyCheckpoint(store().createCheckpoint());
        Refused.error(ErrorCode.ROLLED_BACK, () -> store().verifyCheckpoint(early));
    }
}
