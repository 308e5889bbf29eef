package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Stories of the counts that the summary is made of: they are kept with the trail and say what it says, or are found out. */
public abstract class AccessCountsContract extends TamperedContract {
    private static final String COUNTS = "credential_access_counts";
    private static final Caller SKILL = Caller.of(Scene.SKILL);
    private static final Entity TOOL = Entity.tool("curious");

    /** For subclasses. */
    protected AccessCountsContract() {}

    private List<AccessCount> counts() {
        return scene().rows(tables -> tables.audit().counts(AccessPair.FIRST, 1_000));
    }

    /** One that the skill may read and has read twice, and the tool was refused once. */
    private CredentialId used() {
        CredentialId id = scene().readable("name");
        store().retrieveCredential(id, SKILL).close();
        store().retrieveCredential(id, SKILL).close();
        Refused.error(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Caller.of(TOOL)));
        return id;
    }

    private static AccessPair pair(CredentialId id, Entity entity) {
        return new AccessPair(id.value(), entity.type().code(), entity.id());
    }

    @Test
    void eachTry_isCountedUnderWhoTriedWhat() {
        CredentialId id = used();
        Refused.error(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential("unheard_of", SKILL));
        store().logCredentialAccess(HostEvent.of(id, SKILL, "leased"));

        assertThat(counts())
                .containsExactlyInAnyOrder(
                        new AccessCount(pair(id, Scene.SKILL), 2, 0),
                        new AccessCount(pair(id, TOOL), 1, 1),
                        new AccessCount(new AccessPair(AccessPair.NO_CREDENTIAL, "skill", Scene.SKILL_ID), 1, 1));
        assertThat(store().getAuditSummary().totalAccesses())
                .isEqualTo(store().countAuditEntries(AuditQuery.all().withAction(AuditAction.RETRIEVE)));
        assertThat(store().verifyIntegrity().findings()).isEmpty();
    }

    @Test
    @DisplayName("A11: what leaves the trail leaves its counts, and who has no tries left has no row")
    void pruning_deductsWhatItRemoves(@TempDir Path directory) {
        CredentialId id = used();
        Instant today = clock().advance(Duration.ofDays(1));
        store().retrieveCredential(id, SKILL).close();

        prune(directory.resolve("first"), today);

        assertThat(counts()).containsExactly(new AccessCount(pair(id, Scene.SKILL), 1, 0));
        assertThat(store().verifyIntegrity().findings()).isEmpty();
        assertThat(store().getAuditSummary())
                .isEqualTo(new AuditSummary(1, 0, Map.of(id, 1L), Map.of(Scene.SKILL, 1L), Optional.of(today)));

        prune(directory.resolve("second"), clock().advance(Duration.ofDays(1)));

        assertThat(counts()).isEmpty();
        assertThat(store().getAuditSummary()).isEqualTo(new AuditSummary(0, 0, Map.of(), Map.of(), Optional.empty()));
    }

    private void prune(Path file, Instant before) {
        assertThat(store().exportAuditTrail(file, before)).isPresent();
        store().pruneAuditTrail(file, "ops");
    }

    /** Each way to make the counts say something else; what adds up to the same sums is among them. */
    @TestFactory
    @DisplayName("W6: counts that do not say what the trail says are found")
    Stream<DynamicTest> counts_thatWereChanged_areFound() {
        CredentialId id = used();
        AccessPair skill = pair(id, Scene.SKILL);
        AccessPair tool = pair(id, TOOL);
        AccessPair planted = pair(Scene.UNKNOWN, TOOL);
        return Stream.of(
                found("one too many", skill.toString(), List.of(), List.of(count(skill, 1, 0))),
                found("one too few", skill.toString(), List.of(count(skill, 1, 0)), List.of()),
                found("a failure too many", skill.toString(), List.of(count(skill, 2, 0)), List.of(count(skill, 2, 1))),
                found("a failure too few", tool.toString(), List.of(count(tool, 1, 1)), List.of(count(tool, 1, 0))),
                found("a row planted", planted.toString(), List.of(), List.of(count(planted, 7, 0))),
                found("a row removed", "all", List.of(count(tool, 1, 1)), List.of()),
                found("all rows removed", "all", List.of(count(skill, 2, 0), count(tool, 1, 1)), List.of()),
                found("a try passed on", "all", List.of(count(skill, 1, 0)), List.of(count(tool, 1, 0))),
                found(
                        "two rows exchanged",
                        "all",
                        List.of(count(skill, 2, 0), count(tool, 1, 1)),
                        List.of(count(skill, 1, 1), count(tool, 2, 0))));
    }

    private static AccessCount count(AccessPair pair, long total, long failed) {
        return new AccessCount(pair, total, failed);
    }

    private DynamicTest found(String name, String row, List<AccessCount> taken, List<AccessCount> added) {
        return DynamicTest.dynamicTest(name, () -> {
            change(taken, added);
            assertThat(store().verifyIntegrity().findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.table()).isEqualTo(COUNTS))
                    .satisfies(finding -> assertThat(finding.row()).isEqualTo(row));
            change(added, taken);
            assertThat(store().verifyIntegrity().findings()).isEmpty();
        });
    }

    private void change(List<AccessCount> taken, List<AccessCount> added) {
        tamper(tables -> {
            tables.audit().deductCounts(taken);
            tables.audit().addCounts(added);
        });
    }

    @Test
    void counts_ofWhatIsNoCaller_areRefused() {
        used();
        change(List.of(), List.of(count(new AccessPair("no id", "skill", "x"), 1, 0)));

        Refused.error(ErrorCode.TAMPERED, () -> store().getAuditSummary());
    }
}
