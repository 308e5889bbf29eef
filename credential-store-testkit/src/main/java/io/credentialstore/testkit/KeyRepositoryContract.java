package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link io.credentialstore.spi.KeyRepository} does. */
public abstract class KeyRepositoryContract extends PortContract {
    /** For subclasses. */
    protected KeyRepositoryContract() {}

    @Test
    void slotsAndKeys_inAnEmptyStorage_areEmpty() {
        assertThat(rows(tables -> tables.keys().slots())).isEmpty();
        assertThat(rows(tables -> tables.keys().keys())).isEmpty();
    }

    @Test
    void slots_areReadBackColumnByColumn_andSortedById() {
        write(tables -> {
            tables.keys().insertSlot(Rows.slot("mk_b"));
            tables.keys().insertSlot(Columns.bare(Rows.slot("mk_c")));
            tables.keys().insertSlot(Rows.slot("mk_a"));
        });

        assertThat(rows(tables -> tables.keys().slots()))
                .containsExactly(Rows.slot("mk_a"), Rows.slot("mk_b"), Columns.bare(Rows.slot("mk_c")));
    }

    @Test
    void slot_withTheIdOfAnother_isRefused() {
        write(tables -> tables.keys().insertSlot(Rows.slot("mk_a")));

        refusesToWrite(tables -> tables.keys().insertSlot(Columns.changed(Rows.slot("mk_a"), "salt")));

        assertThat(rows(tables -> tables.keys().slots())).containsExactly(Rows.slot("mk_a"));
    }

    @Test
    void deleteSlot_removesThatOne_andSaysSo() {
        write(tables -> {
            tables.keys().insertSlot(Rows.slot("mk_a"));
            tables.keys().insertSlot(Rows.slot("mk_b"));
        });

        assertThat(removed(tables -> tables.keys().deleteSlot("mk_a"))).isTrue();

        assertThat(rows(tables -> tables.keys().slots())).containsExactly(Rows.slot("mk_b"));
    }

    @Test
    void deleteSlot_ofAnUnknownOne_saysSo() {
        write(tables -> tables.keys().insertSlot(Rows.slot("mk_a")));

        assertThat(removed(tables -> tables.keys().deleteSlot("mk_x"))).isFalse();

        assertThat(rows(tables -> tables.keys().slots())).containsExactly(Rows.slot("mk_a"));
    }

    @Test
    void slot_thatWasDeleted_canBeInsertedAgain() {
        write(tables -> tables.keys().insertSlot(Rows.slot("mk_a")));
        write(tables -> tables.keys().deleteSlot("mk_a"));

        write(tables -> tables.keys().insertSlot(Rows.slot("mk_a")));

        assertThat(rows(tables -> tables.keys().slots())).containsExactly(Rows.slot("mk_a"));
    }

    @Test
    void keys_areReadBackColumnByColumn_andSortedByTermAsNumbers() {
        write(tables -> {
            tables.keys().insertKey(Columns.bare(Rows.key(10)));
            tables.keys().insertKey(Rows.key(2));
            tables.keys().insertKey(Rows.key(1));
        });

        assertThat(rows(tables -> tables.keys().keys()))
                .containsExactly(Rows.key(1), Rows.key(2), Columns.bare(Rows.key(10)));
    }

    @Test
    void key_withTheTermOfAnother_isRefused() {
        write(tables -> tables.keys().insertKey(Rows.key(1)));

        refusesToWrite(tables -> tables.keys().insertKey(Columns.changed(Rows.key(1), "id")));

        assertThat(rows(tables -> tables.keys().keys())).containsExactly(Rows.key(1));
    }
}
