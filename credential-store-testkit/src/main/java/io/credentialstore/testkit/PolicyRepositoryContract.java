package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredPolicy;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link io.credentialstore.spi.PolicyRepository} does. */
public abstract class PolicyRepositoryContract extends PortContract {
    private static final String FIRST = Rows.credentialId(1);

    /** For subclasses. */
    protected PolicyRepositoryContract() {}

    @BeforeEach
    void insertCredentials() {
        write(tables -> {
            tables.credentials().insert(Rows.credential(1));
            tables.credentials().insert(Rows.credential(2));
        });
    }

    private void insert(StoredPolicy... rows) {
        write(tables -> List.of(rows).forEach(tables.policies()::insert));
    }

    @Test
    void grant_isReadBackColumnByColumn() {
        insert(Rows.policy(1, 1), Columns.bare(Rows.policy(2, 1)));

        assertThat(found(tables -> tables.policies().find(FIRST, "skill", "skill-1")))
                .contains(Rows.policy(1, 1));
        assertThat(found(tables -> tables.policies().find(FIRST, "skill", "skill-2")))
                .contains(Columns.bare(Rows.policy(2, 1)));
    }

    @Test
    void find_needsCredentialTypeAndEntityToMatch() {
        insert(Rows.policy(1, 1));

        assertThat(found(tables -> tables.policies().find(Rows.credentialId(2), "skill", "skill-1")))
                .isEmpty();
        assertThat(found(tables -> tables.policies().find(FIRST, "tool", "skill-1")))
                .isEmpty();
        assertThat(found(tables -> tables.policies().find(FIRST, "skill", "SKILL-1")))
                .isEmpty();
        assertThat(found(tables -> tables.policies().find(FIRST, "skill", "skill%")))
                .isEmpty();
    }

    @Test
    void insert_withTheIdOfAnother_isRefused() {
        insert(Rows.policy(1, 1));

        refusesToWrite(tables -> tables.policies().insert(Columns.with(Rows.policy(1, 1), "entityId", "another")));

        assertThat(rows(tables -> tables.policies().listByCredential(FIRST))).containsExactly(Rows.policy(1, 1));
    }

    @Test
    void insert_ofASecondGrantForTheSameEntityOnTheSameCredential_isRefused() {
        insert(Rows.policy(1, 1));

        refusesToWrite(tables -> tables.policies().insert(Columns.with(Rows.policy(1, 1), "id", "policy_0002")));

        assertThat(rows(tables -> tables.policies().listByCredential(FIRST))).containsExactly(Rows.policy(1, 1));
    }

    @Test
    void listByCredential_sortsById_andLeavesOutOtherCredentials() {
        insert(Rows.policy(3, 1), Rows.policy(1, 1), Rows.policy(2, 2));

        assertThat(rows(tables -> tables.policies().listByCredential(FIRST)))
                .containsExactly(Rows.policy(1, 1), Rows.policy(3, 1));
    }

    @Test
    void listByEntity_sortsByCredential_andLeavesOutOtherEntities() {
        StoredPolicy onSecond = Columns.with(Rows.policy(1, 2), "entityId", "reporter");
        StoredPolicy onFirst = Columns.with(Rows.policy(2, 1), "entityId", "reporter");
        insert(
                onSecond,
                onFirst,
                Rows.policy(3, 1),
                Columns.with(Columns.with(Rows.policy(4, 1), "entityId", "reporter"), "entityType", "tool"));

        assertThat(rows(tables -> tables.policies().listByEntity("skill", "reporter")))
                .containsExactly(onFirst, onSecond);
    }

    @Test
    void listExpiringBefore_excludesTheTimeItselfAndGrantsWithoutEnd_andSortsByEnd() {
        StoredPolicy late = Columns.with(Rows.policy(1, 1), "expiresAt", "2030-05-01T00:00:00.000Z");
        StoredPolicy early = Columns.with(Rows.policy(2, 2), "expiresAt", "2030-04-01T00:00:00.000Z");
        StoredPolicy limit = Columns.with(Rows.policy(3, 1), "expiresAt", "2030-06-01T00:00:00.000Z");
        StoredPolicy endless = Columns.with(Rows.policy(4, 1), "expiresAt", null);
        insert(late, early, limit, endless);

        assertThat(rows(tables -> tables.policies().listExpiringBefore("2030-06-01T00:00:00.000Z")))
                .containsExactly(early, late);
    }

    @Test
    void seals_sortById() {
        insert(Rows.policy(2, 1), Rows.policy(1, 1), Rows.policy(3, 2));

        assertThat(rows(tables -> tables.policies().seals(FIRST)))
                .containsExactly(
                        new RowSeal("policy_0001", Rows.bytes(32, 1)), new RowSeal("policy_0002", Rows.bytes(32, 2)));
    }

    @Test
    void delete_removesThatGrant_andSaysSo() {
        insert(Rows.policy(1, 1), Rows.policy(2, 1));

        assertThat(removed(tables -> tables.policies().delete("policy_0001"))).isTrue();
        assertThat(removed(tables -> tables.policies().delete("policy_0001"))).isFalse();

        assertThat(rows(tables -> tables.policies().listByCredential(FIRST))).containsExactly(Rows.policy(2, 1));
    }

    @Test
    void grant_thatWasDeleted_canBeInsertedAgain_alsoInOneTransaction() {
        insert(Rows.policy(1, 1));
        StoredPolicy changed = Columns.changed(Rows.policy(1, 1), "accessLevel");

        write(tables -> {
            tables.policies().delete("policy_0001");
            tables.policies().insert(changed);
        });

        assertThat(rows(tables -> tables.policies().listByCredential(FIRST))).containsExactly(changed);
    }
}
