package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.spi.StoredState;
import org.junit.jupiter.api.Test;

/** What every {@link io.credentialstore.spi.StateRepository} does: one row, which is there or not, and never two. */
public abstract class StateRepositoryContract extends PortContract {
    /** For subclasses. */
    protected StateRepositoryContract() {}

    @Test
    void find_inAnEmptyStorage_isEmpty() {
        assertThat(found(tables -> tables.state().find())).isEmpty();
    }

    @Test
    void insert_makesARow_thatIsReadBackColumnByColumn() {
        write(tables -> tables.state().insert(Rows.state()));

        assertThat(found(tables -> tables.state().find())).contains(Rows.state());
    }

    @Test
    void insert_ofASecondRow_isRefusedAndLeavesTheFirst() {
        write(tables -> tables.state().insert(Rows.state()));

        refusesToWrite(tables -> tables.state().insert(Columns.changed(Rows.state(), "storeId")));

        assertThat(found(tables -> tables.state().find())).contains(Rows.state());
    }

    @Test
    void update_replacesEveryColumn() {
        write(tables -> tables.state().insert(Rows.state()));
        StoredState changed = Rows.state();
        for (String column : Columns.of(StoredState.class)) {
            changed = Columns.changed(changed, column);
        }
        StoredState other = changed;

        write(tables -> tables.state().update(other));

        assertThat(found(tables -> tables.state().find())).contains(other);
    }

    @Test
    void update_withoutARow_isRefused() {
        refusesToWrite(tables -> tables.state().update(Rows.state()));

        assertThat(found(tables -> tables.state().find())).isEmpty();
    }
}
