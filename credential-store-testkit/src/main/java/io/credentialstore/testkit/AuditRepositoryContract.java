package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredAuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link io.credentialstore.spi.AuditRepository} does. */
public abstract class AuditRepositoryContract extends PortContract {
    private static final int ENTRIES = 60;
    private static final List<String> ACTIONS = List.of("retrieve", "retrieve", "store", "rotate", "host.paid");

    private static final CredentialId SECOND = CredentialId.of(Rows.credentialId(2));
    private static final AuditQuery ALL = AuditQuery.all().withLimit(AuditQuery.MAX_LIMIT);

    /** For subclasses. */
    protected AuditRepositoryContract() {}

    /** Entries in which every column that can be asked for varies with a period of its own; two share each millisecond. */
    private static List<StoredAuditEntry> trail() {
        return LongStream.rangeClosed(1, ENTRIES)
                .mapToObj(AuditRepositoryContract::entry)
                .toList();
    }

    private static StoredAuditEntry entry(long seq) {
        StoredAuditEntry entry = Rows.entry(seq);
        entry = Columns.with(entry, "credentialId", seq % 7 == 0 ? null : Rows.credentialId((int) seq % 3 + 1));
        entry = Columns.with(entry, "entityId", seq % 4 == 0 ? "other" : "skill-1");
        entry = Columns.with(entry, "entityType", seq % 6 == 0 ? "tool" : "skill");
        entry = Columns.with(entry, "userId", seq % 5 == 0 ? "alice" : null);
        entry = Columns.with(entry, "action", ACTIONS.get((int) seq % ACTIONS.size()));
        entry = Columns.with(entry, "success", seq % 2 == 0 ? 1 : 0);
        entry = Columns.with(entry, "rowVersion", entry.action().equals("retrieve") ? null : Long.valueOf(seq));
        return Columns.with(entry, "timestamp", "2030-01-01T00:00:00.%03dZ".formatted(seq / 2));
    }

    private void append(List<StoredAuditEntry> entries) {
        write(tables -> entries.forEach(tables.audit()::append));
    }

    private List<StoredAuditEntry> find(AuditQuery query) {
        return read(tables -> tables.audit().find(query));
    }

    private long count(AuditQuery query) {
        return read(tables -> tables.audit().count(query));
    }

    /** What a query must find, judged entry by entry. */
    private static List<StoredAuditEntry> expected(Predicate<StoredAuditEntry> matches) {
        return trail().stream()
                .filter(matches)
                .sorted(Comparator.comparing(StoredAuditEntry::seq).reversed())
                .toList();
    }

    private void finds(AuditQuery query, Predicate<StoredAuditEntry> matches) {
        assertThat(expected(matches))
                .as("entries that tell matching from not")
                .isNotEmpty()
                .hasSizeLessThan(ENTRIES);
        assertThat(find(query)).isEqualTo(expected(matches));
        assertThat(count(query)).isEqualTo(expected(matches).size());
    }

    @Test
    void entry_isReadBackColumnByColumn() {
        StoredAuditEntry bare = Columns.bare(Rows.entry(2));
        append(List.of(Rows.entry(1), bare));

        assertThat(found(tables -> tables.audit().find(1))).contains(Rows.entry(1));
        assertThat(found(tables -> tables.audit().find(2))).contains(bare);
        assertThat(found(tables -> tables.audit().find(3))).isEmpty();
        assertThat(find(ALL)).containsExactly(bare, Rows.entry(1));
        assertThat(rows(tables -> tables.audit().scan(0, 10))).containsExactly(Rows.entry(1), bare);
    }

    @Test
    void seals_areTheNumbersAndMacs_inOrder() {
        append(List.of(Rows.entry(9), Rows.entry(10), Rows.entry(11)));

        assertThat(rows(tables -> tables.audit().seals(9, 2)))
                .containsExactly(
                        new RowSeal("9", Rows.entry(9).mac()),
                        new RowSeal("10", Rows.entry(10).mac()));
        assertThat(rows(tables -> tables.audit().seals(11, 2))).hasSize(1);
        assertThat(rows(tables -> tables.audit().seals(12, 2))).isEmpty();
    }

    @Test
    void append_withTheNumberOfAnother_isRefused() {
        append(List.of(Rows.entry(1)));

        refusesToWrite(tables -> tables.audit().append(Columns.changed(Rows.entry(1), "id")));

        assertThat(find(ALL)).containsExactly(Rows.entry(1));
    }

    @Test
    void append_aboutACredentialThatDoesNotExist_isAccepted() {
        append(List.of(Rows.entry(1)));

        assertThat(found(tables -> tables.credentials().find(Rows.credentialId(1))))
                .isEmpty();
        assertThat(find(ALL)).hasSize(1);
    }

    @Test
    void find_matchesEachPartOfTheQuery() {
        append(trail());

        finds(ALL.withCredential(SECOND), row -> SECOND.value().equals(row.credentialId()));
        finds(
                ALL.withEntity(Entity.skill("skill-1")),
                row -> row.entityId().equals("skill-1") && row.entityType().equals("skill"));
        finds(
                ALL.withEntity(Entity.tool("skill-1")),
                row -> row.entityId().equals("skill-1") && row.entityType().equals("tool"));
        finds(ALL.withUser("alice"), row -> "alice".equals(row.userId()));
        finds(ALL.withAction(AuditAction.RETRIEVE), row -> row.action().equals("retrieve"));
        finds(ALL.withAction(AuditAction.ROTATE), row -> row.action().equals("rotate"));
        finds(ALL.withAction(AuditAction.host("paid")), row -> row.action().equals("host.paid"));
        finds(ALL.failuresOnly(), row -> row.success() == 0);
        finds(ALL.successesOnly(), row -> row.success() == 1);
    }

    @Test
    void find_matchesAllPartsTogether() {
        append(trail());

        finds(
                ALL.withCredential(SECOND)
                        .withEntity(Entity.skill("skill-1"))
                        .withAction(AuditAction.RETRIEVE)
                        .failuresOnly()
                        .withSince(Instant.parse("2030-01-01T00:00:00.005Z")),
                row -> SECOND.value().equals(row.credentialId())
                        && row.entityId().equals("skill-1")
                        && row.entityType().equals("skill")
                        && row.action().equals("retrieve")
                        && row.success() == 0
                        && row.seq() / 2 >= 5);
        assertThat(find(ALL.withUser("nobody").withCredential(SECOND))).isEmpty();
    }

    @Test
    void find_includesSince_andExcludesUntil() {
        assertThat(find(ALL.withSince(Instant.EPOCH).withUntil(Instant.EPOCH))).isEmpty();
        append(trail());
        Instant ten = Instant.parse("2030-01-01T00:00:00.010Z");
        Instant twenty = Instant.parse("2030-01-01T00:00:00.020Z");

        finds(ALL.withSince(ten), row -> row.seq() / 2 >= 10);
        finds(ALL.withUntil(twenty), row -> row.seq() / 2 < 20);
        finds(ALL.withSince(ten).withUntil(twenty), row -> row.seq() / 2 >= 10 && row.seq() / 2 < 20);
    }

    @Test
    void find_withABoundBetweenTwoMilliseconds_keepsToItsSide() {
        append(trail());
        Instant between = Instant.parse("2030-01-01T00:00:00.010500Z");

        finds(ALL.withSince(between), row -> row.seq() / 2 >= 11);
        finds(ALL.withUntil(between), row -> row.seq() / 2 <= 10);
    }

    @Test
    void find_takesPatternCharactersLiterally() {
        append(trail());

        assertThat(find(ALL.withUser("a%"))).isEmpty();
        assertThat(find(ALL.withUser("_lice"))).isEmpty();
        assertThat(find(ALL.withUser("ALICE"))).isEmpty();
        assertThat(find(ALL.withUser("' OR '1'='1"))).isEmpty();
    }

    private List<Long> pageThrough(AuditQuery query) {
        List<Long> seen = new ArrayList<>();
        List<StoredAuditEntry> page = find(query);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(query.limit());
            page.forEach(row -> seen.add(row.seq()));
            page = find(query.withAfter(seen.get(seen.size() - 1)));
        }
        return seen;
    }

    @Test
    void pages_inEitherDirection_haveNoGapAndNoRepeat() {
        append(trail());
        List<Long> ascending = LongStream.rangeClosed(1, ENTRIES).boxed().toList();
        AuditQuery sevens = ALL.withLimit(7);

        assertThat(pageThrough(sevens.oldestFirst())).isEqualTo(ascending);
        assertThat(pageThrough(sevens))
                .isEqualTo(ascending.stream().sorted(Comparator.reverseOrder()).toList());
    }

    @Test
    void pages_ofAFilteredQuery_haveNoGapAndNoRepeat() {
        append(trail());
        AuditQuery query = ALL.withLimit(4).withCredential(SECOND).failuresOnly();
        List<Long> all = expected(row -> SECOND.value().equals(row.credentialId()) && row.success() == 0).stream()
                .map(StoredAuditEntry::seq)
                .toList();

        assertThat(pageThrough(query)).isEqualTo(all);
        assertThat(pageThrough(query.oldestFirst()))
                .isEqualTo(all.stream().sorted().toList());
    }

    @Test
    void pages_whileEntriesAreAppended_goOnWhereTheyWere() {
        append(trail());
        AuditQuery tens = ALL.withLimit(10);
        long last = find(tens).get(9).seq();

        append(List.of(entry(ENTRIES + 1)));

        assertThat(find(tens.withAfter(last)).get(0).seq()).isEqualTo(last - 1);
    }

    @Test
    void count_ignoresOrderAndPage() {
        append(trail());

        assertThat(count(ALL.withLimit(1).withAfter(5L))).isEqualTo(ENTRIES);
        assertThat(count(ALL.oldestFirst().withAfter(59L).failuresOnly())).isEqualTo(ENTRIES / 2);
    }

    @Test
    void scan_goesOnAfterANumber_oldestFirst_upToItsLimit() {
        append(trail());

        assertThat(rows(tables -> tables.audit().scan(0, 3))).isEqualTo(trail().subList(0, 3));
        assertThat(rows(tables -> tables.audit().scan(57, 500))).isEqualTo(trail().subList(57, ENTRIES));
        assertThat(rows(tables -> tables.audit().scan(ENTRIES, 500))).isEmpty();
    }

    @Test
    void deleteThrough_removesTheOldest_upToANumberAndALimit() {
        append(trail());

        assertThat(removedThrough(20, 5)).isEqualTo(5);
        assertThat(removedThrough(20, 500)).isEqualTo(15);
        assertThat(removedThrough(20, 500)).isZero();
        assertThat(rows(tables -> tables.audit().scan(0, 500))).isEqualTo(trail().subList(20, ENTRIES));
        assertThat(count(ALL)).isEqualTo(ENTRIES - 20);
    }

    private int removedThrough(long seq, int limit) {
        return storage().write(tables -> tables.audit().deleteThrough(seq, limit));
    }
}
