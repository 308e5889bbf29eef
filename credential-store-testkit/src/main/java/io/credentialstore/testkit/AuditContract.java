package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Stories of the trail: complete, in order, pageable, countable, and open to the host's own entries. */
public abstract class AuditContract extends StoreContract {
    private static final Caller CALLER =
            Caller.of(Scene.SKILL).withUser("alice").withRun("run-7").withIpAddress("192.0.2.7");

    /** For subclasses. */
    protected AuditContract() {}

    private List<AuditEntry> find(AuditQuery query) {
        return store().getAuditTrail(query).entries();
    }

    private static List<Long> numbers(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::seq).toList();
    }

    private void someHistory(int retrievals) {
        CredentialId id = scene().readable("name");
        IntStream.range(0, retrievals).forEach(n -> {
            clock().advance(Duration.ofSeconds(1));
            Scene.text(store().retrieveCredential(id, CALLER));
        });
    }

    @Test
    void everyVerb_isInTheTrail_inTheOrderOfEvents_withoutGap() {
        CredentialId id = scene().readable("name");
        scene().valueOf(id);
        scene().rotated(id, "new");
        store().updateMetadata(id, Metadata.none(), null);
        store().updateExpiry(id, null, null);
        store().changeAccessLevel(id, Scene.SKILL, AccessLevel.WRITE, null);
        store().revokeAccess(id, Scene.SKILL);
        store().revokeCredential(id, null, null);
        store().deleteCredential(id, null, null);
        try (MasterKey key = MasterKey.generate()) {
            store().addMasterKey(key, null);
        }

        List<AuditEntry> trail = scene().trail();
        assertThat(trail)
                .extracting(AuditEntry::action)
                .containsExactly(
                        AuditAction.CREATE_STORE,
                        AuditAction.STORE,
                        AuditAction.STORE,
                        AuditAction.GRANT_ACCESS,
                        AuditAction.RETRIEVE,
                        AuditAction.ROTATE,
                        AuditAction.UPDATE,
                        AuditAction.UPDATE,
                        AuditAction.GRANT_ACCESS,
                        AuditAction.REVOKE_ACCESS,
                        AuditAction.REVOKE,
                        AuditAction.DELETE,
                        AuditAction.ADD_MASTER_KEY);
        assertThat(trail).allMatch(AuditEntry::success);
        assertThat(numbers(trail))
                .isEqualTo(LongStream.rangeClosed(1, trail.size()).boxed().toList());
        assertThat(trail).extracting(AuditEntry::id).doesNotHaveDuplicates();
    }

    @Test
    void trail_isReadNewestFirst_unlessOldestFirstIsAskedFor() {
        someHistory(5);
        List<Long> ascending = numbers(scene().trail());

        assertThat(numbers(find(AuditQuery.all().oldestFirst()))).isEqualTo(ascending);
        assertThat(numbers(find(AuditQuery.all())))
                .isEqualTo(ascending.stream().sorted(Comparator.reverseOrder()).toList());
    }

    private List<Long> pageThrough(AuditQuery query) {
        List<Long> seen = new ArrayList<>();
        Optional<AuditQuery> next = Optional.of(query);
        while (next.isPresent()) {
            AuditPage page = store().getAuditTrail(next.get());
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(query.limit());
            seen.addAll(numbers(page.entries()));
            next = page.next();
        }
        return seen;
    }

    @Test
    void pages_inEitherDirection_haveNoGapAndNoRepeat() {
        someHistory(18);
        List<Long> ascending = numbers(scene().trail());

        for (int limit : List.of(1, 4, ascending.size(), ascending.size() + 1)) {
            AuditQuery query = AuditQuery.all().withLimit(limit);
            assertThat(pageThrough(query.oldestFirst())).isEqualTo(ascending);
            assertThat(pageThrough(query))
                    .isEqualTo(
                            ascending.stream().sorted(Comparator.reverseOrder()).toList());
        }
    }

    @Test
    void pages_whileTheTrailGrows_goOnWhereTheyWere() {
        someHistory(6);
        List<Long> before = numbers(find(AuditQuery.all()));
        AuditPage first = store().getAuditTrail(AuditQuery.all().withLimit(4));

        scene().valueOf(scene().stored("meanwhile"));

        assertThat(numbers(find(first.next().orElseThrow()))).isEqualTo(before.subList(4, 8));
    }

    @Test
    void trail_isFilteredByEachPartOfTheQuery() {
        someHistory(3);
        CredentialId id = store().findCredential("name").orElseThrow().id();
        Refused.error(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(id, Caller.tool("browser")));
        AuditQuery all = AuditQuery.all();
        Instant second = Scene.START.plusSeconds(2);

        assertThat(find(all.withCredential(id))).hasSize(6).isEqualTo(store().getAuditTrail(id));
        assertThat(find(all.withEntity(Scene.SKILL))).hasSize(3);
        assertThat(find(all.withEntity(Entity.tool("browser")))).hasSize(1);
        assertThat(find(all.withEntity(Entity.owner(Stores.APPLICATION)))).hasSize(4);
        assertThat(find(all.withUser("alice"))).hasSize(3);
        assertThat(find(all.withAction(AuditAction.RETRIEVE))).hasSize(4);
        assertThat(find(all.withAction(AuditAction.RETRIEVE).failuresOnly())).hasSize(1);
        assertThat(find(all.withAction(AuditAction.RETRIEVE).successesOnly())).hasSize(3);
        assertThat(find(all.withSince(second))).hasSize(3);
        assertThat(find(all.withUntil(second))).hasSize(5);
        assertThat(store().countAuditEntries(all.withUser("alice").withLimit(1)))
                .isEqualTo(3);
        assertThat(store().countAuditEntries(all)).isEqualTo(8);
    }

    @Test
    void trailOfOneCredential_givesTheNewestHundred() {
        someHistory(105);
        CredentialId id = store().findCredential("name").orElseThrow().id();

        assertThat(store().getAuditTrail(id))
                .hasSize(100)
                .isEqualTo(find(AuditQuery.all().withCredential(id).withLimit(100)));
        assertThat(store().getAuditTrail(Scene.UNKNOWN)).isEmpty();
    }

    @Test
    void query_thatIsMalformed_isRefused() {
        refusesInput(() -> AuditQuery.all().withLimit(0));
        refusesInput(() -> AuditQuery.all().withLimit(AuditQuery.MAX_LIMIT + 1));
        refusesInput(() -> AuditQuery.all().withUser("line\nbreak"));
        refusesInput(() -> AuditQuery.all().withSince(Instant.MAX));
        refusesInput(() -> AuditQuery.all().withUntil(Instant.MIN));
        refusesInput(() -> store().getAuditTrail(Malformed.<AuditQuery>nothing()));
        refusesInput(() -> store().countAuditEntries(Malformed.nothing()));
    }

    private void refusesInput(ThrowingCallable call) {
        scene().refuses(ErrorCode.INVALID_INPUT, call).unrecorded();
    }

    @Test
    void summary_ofAStoreThatNobodyUsed_isEmpty() {
        assertThat(store().getAuditSummary()).isEqualTo(new AuditSummary(0, 0, Map.of(), Map.of(), Optional.empty()));
    }

    @Test
    void summary_countsRetrievalsByCredentialAndEntity_unknownIdsIncluded() {
        CredentialId id = scene().readable("name");
        CredentialId other = scene().stored("other");
        bySkillNTimes(id, 3);
        Refused.error(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(other, CALLER));
        clock().advance(Duration.ofSeconds(1));
        Refused.error(ErrorCode.ACCESS_DENIED, () -> store().retrieveCredential(Scene.UNKNOWN, Caller.tool("t")));
        scene().rotated(id, "not a retrieval");

        assertThat(store().getAuditSummary())
                .isEqualTo(new AuditSummary(
                        5,
                        2,
                        Map.of(id, 3L, other, 1L, Scene.UNKNOWN, 1L),
                        Map.of(Scene.SKILL, 4L, Entity.tool("t"), 1L),
                        Optional.of(Scene.START.plusSeconds(1))));
    }

    private void bySkillNTimes(CredentialId id, int times) {
        IntStream.range(0, times).forEach(n -> Scene.text(store().retrieveCredential(id, CALLER)));
    }

    @Test
    void hostEvent_isRecordedAsTheHostSaidIt() {
        CredentialId id = scene().stored("name");
        Metadata details = Metadata.of(Map.of("amount", 12));

        store().logCredentialAccess(HostEvent.of(id, CALLER, "payment_sent").withMetadata(details));

        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.host("payment_sent"));
        assertThat(entry.action().isHost()).isTrue();
        assertThat(entry.success()).isTrue();
        assertThat(entry.credentialId()).isEqualTo(id);
        assertThat(entry.entity()).isEqualTo(Scene.SKILL);
        assertThat(entry.userId()).isEqualTo("alice");
        assertThat(entry.ipAddress()).isEqualTo("192.0.2.7");
        assertThat(entry.metadata()).isEqualTo(details);
        assertThat(store().getAuditSummary().totalAccesses()).isZero();
        scene().assertUnharmed();
    }

    @Test
    void hostEvent_mayTellOfAFailure_andOfAnUnknownId() {
        store().logCredentialAccess(
                        HostEvent.of(Scene.UNKNOWN, CALLER, "payment_sent").failed("the service said 503"));

        AuditEntry entry = scene().newest();
        assertThat(entry.success()).isFalse();
        assertThat(entry.errorCode()).isEqualTo("host");
        assertThat(entry.errorMessage()).isEqualTo("the service said 503");
        assertThat(store().getAuditTrail(Scene.UNKNOWN)).containsExactly(entry);
        scene().assertUnharmed();
    }

    @Test
    void hostEvent_cannotPassForTheStoresOwn_norBreakALine() {
        refusesInput(() -> new HostEvent(Scene.UNKNOWN, CALLER, AuditAction.REVOKE, null, Metadata.none()));
        refusesInput(() -> HostEvent.of(Scene.UNKNOWN, CALLER, "Two Words"));
        refusesInput(() -> HostEvent.of(Scene.UNKNOWN, CALLER, ""));
        refusesInput(() -> HostEvent.of(Scene.UNKNOWN, CALLER, "x".repeat(60)));
        refusesInput(() -> HostEvent.of(Scene.UNKNOWN, CALLER, "ok").failed("line\nbreak"));
        refusesInput(() -> store().logCredentialAccess(Malformed.nothing()));
    }

    @Test
    void integrityReport_countsWhatItChecked() {
        CredentialId id = scene().readable("name");
        scene().rotated(id, "new");

        var report = store().verifyIntegrity();

        assertThat(report.isIntact()).isTrue();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.credentials()).isEqualTo(2);
        assertThat(report.versions()).isEqualTo(3);
        assertThat(report.grants()).isEqualTo(1);
        assertThat(report.auditEntries()).isEqualTo(scene().trail().size());
    }
}
