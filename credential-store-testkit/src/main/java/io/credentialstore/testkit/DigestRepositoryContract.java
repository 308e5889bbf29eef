package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link io.credentialstore.spi.CredentialRepository} does with the digests over all credentials. */
public abstract class DigestRepositoryContract extends PortContract {
    private static final int LAST_BUCKET = 262_143;

    /** For subclasses. */
    protected DigestRepositoryContract() {}

    private static StoredDigest node(int level, int position) {
        return new StoredDigest(level, position, Rows.bytes(32, position));
    }

    private void put(StoredDigest... nodes) {
        write(tables -> List.of(nodes).forEach(tables.credentials()::putDigest));
    }

    private List<StoredDigest> find(int level, int from, int to) {
        return rows(tables -> tables.credentials().digests(level, from, to));
    }

    @Test
    void bucketSeals_areThoseOfTheBucket_sortedById() {
        write(tables -> {
            tables.credentials().insert(Columns.with(Rows.credential(3), "bucket", 7));
            tables.credentials().insert(Columns.with(Rows.credential(1), "bucket", 7));
            tables.credentials().insert(Columns.with(Rows.credential(2), "bucket", LAST_BUCKET));
        });

        assertThat(rows(tables -> tables.credentials().bucketSeals(7)))
                .containsExactly(
                        new RowSeal(Rows.credentialId(1), Rows.bytes(32, 1)),
                        new RowSeal(Rows.credentialId(3), Rows.bytes(32, 3)));
        assertThat(rows(tables -> tables.credentials().bucketSeals(LAST_BUCKET)))
                .containsExactly(new RowSeal(Rows.credentialId(2), Rows.bytes(32, 2)));
        assertThat(rows(tables -> tables.credentials().bucketSeals(0))).isEmpty();
    }

    @Test
    void digests_areThoseOfTheLevelWithinTheRange_bothEndsIncluded_sortedByPosition() {
        put(node(3, LAST_BUCKET), node(3, 128), node(3, 64), node(3, 63), node(3, 127), node(2, 64), node(1, 0));

        assertThat(find(3, 64, 127)).containsExactly(node(3, 64), node(3, 127));
        assertThat(find(3, 0, LAST_BUCKET))
                .containsExactly(node(3, 63), node(3, 64), node(3, 127), node(3, 128), node(3, LAST_BUCKET));
        assertThat(find(2, 0, LAST_BUCKET)).containsExactly(node(2, 64));
        assertThat(find(1, 1, 63)).isEmpty();
    }

    @Test
    void putDigest_replacesTheNodeInItsPlace() {
        put(node(3, 5), node(2, 5));
        StoredDigest other = new StoredDigest(3, 5, Rows.bytes(32, 99));

        put(other);

        assertThat(find(3, 0, LAST_BUCKET)).containsExactly(other);
        assertThat(find(2, 0, LAST_BUCKET)).containsExactly(node(2, 5));
    }

    @Test
    void deleteDigest_removesThatNode_andNothingWhenThereIsNone() {
        put(node(3, 5), node(3, 6), node(2, 5));

        write(tables -> {
            tables.credentials().deleteDigest(3, 5);
            tables.credentials().deleteDigest(3, 7);
        });

        assertThat(find(3, 0, LAST_BUCKET)).containsExactly(node(3, 6));
        assertThat(find(2, 0, LAST_BUCKET)).containsExactly(node(2, 5));
    }

    @Test
    void digests_changedInATransactionThatThrows_areAsBefore() {
        put(node(3, 5), node(3, 6));

        refusesToWrite(tables -> {
            tables.credentials().putDigest(new StoredDigest(3, 5, Rows.bytes(32, 99)));
            tables.credentials().putDigest(node(3, 7));
            tables.credentials().deleteDigest(3, 6);
            tables.state().update(Rows.state());
        });

        assertThat(find(3, 0, LAST_BUCKET)).containsExactly(node(3, 5), node(3, 6));
    }
}
