package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.StoredAuditEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The trail, as questions find it. */
class TrailTest extends OneStorage {
    /** Sequence numbers from 1: odd ones succeed, each third is by a tool, each is a second after the one before. */
    private void fillTrail(int count) {
        write(tx -> {
            for (int seq = 1; seq <= count; seq++) {
                StoredAuditEntry row = Rows.entry(seq);
                tx.audit()
                        .append(new StoredAuditEntry(
                                seq,
                                row.id(),
                                Rows.id(seq % 2),
                                row.entityId(),
                                seq % 3 == 0 ? "tool" : "skill",
                                seq == 4 ? "ann" : null,
                                seq == 5 ? "rotate" : "retrieve",
                                seq % 2,
                                Rows.time(seq * 1_000),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                seq == 5 || seq == 7 ? Long.valueOf(seq) : null,
                                row.macKeyId(),
                                row.prevMac(),
                                row.mac()));
            }
        });
    }

    private List<Long> trail(AuditQuery query) {
        List<Long> found = rows(tx -> tx.audit().find(query)).stream()
                .map(StoredAuditEntry::seq)
                .toList();
        if (query.after() == null && found.size() < query.limit()) {
            assertThat(number(tx -> tx.audit().count(query))).isEqualTo(found.size());
        }
        return found;
    }

    @Test
    void the_trail_is_found_by_every_part_of_a_question() {
        fillTrail(9);
        AuditQuery all = AuditQuery.all();
        assertThat(trail(all)).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(trail(all.withCredential(CredentialId.of(Rows.id(0))))).containsExactly(8L, 6L, 4L, 2L);
        assertThat(trail(all.withEntity(Entity.tool("billing")))).containsExactly(9L, 6L, 3L);
        assertThat(trail(all.withEntity(Entity.tool("mail")))).isEmpty();
        assertThat(trail(all.withUser("ann"))).containsExactly(4L);
        assertThat(trail(all.withAction(AuditAction.ROTATE))).containsExactly(5L);
        assertThat(trail(all.withAction(AuditAction.RETRIEVE).oldestFirst().withLimit(3)))
                .containsExactly(1L, 2L, 3L);
        assertThat(trail(all.failuresOnly())).containsExactly(8L, 6L, 4L, 2L);
        assertThat(trail(all.successesOnly().withLimit(2))).containsExactly(9L, 7L);
        assertThat(trail(all.withEntity(Entity.skill("billing")).failuresOnly().withAction(AuditAction.RETRIEVE)))
                .containsExactly(8L, 4L, 2L);
    }

    @Test
    void pages_follow_each_other_in_both_orders() {
        fillTrail(7);
        AuditQuery newest = AuditQuery.all().withLimit(3);
        assertThat(trail(newest)).containsExactly(7L, 6L, 5L);
        assertThat(trail(newest.withAfter(5L))).containsExactly(4L, 3L, 2L);
        assertThat(trail(newest.withAfter(2L))).containsExactly(1L);
        AuditQuery oldest = newest.oldestFirst();
        assertThat(trail(oldest)).containsExactly(1L, 2L, 3L);
        assertThat(trail(oldest.withAfter(3L))).containsExactly(4L, 5L, 6L);
        assertThat(trail(oldest.withAfter(6L))).containsExactly(7L);
    }

    @Test
    void since_includes_its_time_and_until_does_not_down_to_the_nanosecond() {
        fillTrail(5);
        Instant third = Instant.parse(Rows.time(3_000));
        assertThat(trail(AuditQuery.all().withSince(third))).containsExactly(5L, 4L, 3L);
        assertThat(trail(AuditQuery.all().withSince(third.plusNanos(1)))).containsExactly(5L, 4L);
        assertThat(trail(AuditQuery.all().withUntil(third))).containsExactly(2L, 1L);
        assertThat(trail(AuditQuery.all().withUntil(third.plusNanos(1)))).containsExactly(3L, 2L, 1L);
        assertThat(trail(AuditQuery.all().withSince(third).withUntil(third.plusMillis(1))))
                .containsExactly(3L);
    }

    @Test
    @DisplayName("I1: what looks like SQL is only text")
    void what_looks_like_sql_is_only_text() {
        fillTrail(3);
        assertThat(trail(AuditQuery.all().withUser("' OR '1' = '1"))).isEmpty();
        assertThat(trail(AuditQuery.all().withUser("ann') --"))).isEmpty();
        assertThat(trail(AuditQuery.all().withUser(":user"))).isEmpty();
    }

    @Test
    void a_scan_goes_on_after_a_number() {
        fillTrail(6);
        assertThat(rows(tx -> tx.audit().scan(2, 3))).extracting("seq").containsExactly(3L, 4L, 5L);
        assertThat(rows(tx -> tx.audit().scan(6, 3))).isEmpty();
    }

    @Test
    void a_query_of_every_shape_leaves_the_connection_usable() {
        fillTrail(3);
        for (int round = 0; round < 300; round++) {
            AuditQuery query = AuditQuery.all();
            query = (round & 1) == 0 ? query : query.withCredential(CredentialId.of(Rows.id(1)));
            query = (round & 2) == 0 ? query : query.withEntity(Entity.skill("billing"));
            query = (round & 4) == 0 ? query : query.withUser("ann");
            query = (round & 8) == 0 ? query : query.withAction(AuditAction.ROTATE);
            query = (round & 16) == 0 ? query : query.failuresOnly();
            query = (round & 32) == 0 ? query : query.withSince(Instant.EPOCH);
            query = (round & 64) == 0 ? query : query.withUntil(Instant.parse(Rows.TIME));
            query = (round & 128) == 0 ? query : query.oldestFirst();
            trail(query);
        }
        assertThat(storage.examine()).isEmpty();
    }
}
