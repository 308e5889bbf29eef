package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.error.StorageException;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link io.credentialstore.spi.AuditRepository} does with counts. */
public abstract class CountRepositoryContract extends PortContract {
    private static final AccessPair SKILL = new AccessPair(Rows.credentialId(1), "skill", "skill-1");
    private static final AccessPair TOOL = new AccessPair(Rows.credentialId(1), "tool", "skill-1");
    private static final AccessPair NOBODY = new AccessPair(AccessPair.NO_CREDENTIAL, "skill", "skill-1");

    /** For subclasses. */
    protected CountRepositoryContract() {}

    private List<AccessCount> counts(AccessPair after, int limit) {
        return rows(tables -> tables.audit().counts(after, limit));
    }

    private void addCounts(AccessCount... tries) {
        write(tables -> tables.audit().addCounts(List.of(tries)));
    }

    private void deductCounts(AccessCount... tries) {
        write(tables -> tables.audit().deductCounts(List.of(tries)));
    }

    @Test
    void addCounts_addsUpByPair() {
        addCounts(new AccessCount(SKILL, 2, 1), new AccessCount(TOOL, 1, 1));
        addCounts();
        addCounts(new AccessCount(NOBODY, 1, 1), new AccessCount(SKILL, Rows.LARGE, 3));

        assertThat(counts(AccessPair.FIRST, 500))
                .containsExactly(
                        new AccessCount(NOBODY, 1, 1),
                        new AccessCount(SKILL, Rows.LARGE + 2, 4),
                        new AccessCount(TOOL, 1, 1));
    }

    @Test
    void deductCounts_leavesNoRowWithoutTries() {
        addCounts(new AccessCount(SKILL, 5, 2), new AccessCount(TOOL, 3, 0));

        deductCounts(new AccessCount(SKILL, 2, 2), new AccessCount(TOOL, 3, 0));

        assertThat(counts(AccessPair.FIRST, 500)).containsExactly(new AccessCount(SKILL, 3, 0));
    }

    @Test
    void counts_goOnAfterAPair_byCredentialTypeAndEntity_upToTheirLimit() {
        List<AccessCount> all = Stream.of(
                        NOBODY,
                        SKILL,
                        new AccessPair(Rows.credentialId(1), "skill", "skill-2"),
                        TOOL,
                        new AccessPair(Rows.credentialId(2), "skill", "another"))
                .map(pair -> new AccessCount(pair, 1, 0))
                .toList();
        write(tables -> tables.audit().addCounts(all));

        for (int from = 0; from < all.size(); from++) {
            AccessPair after = from == 0 ? AccessPair.FIRST : all.get(from - 1).pair();
            assertThat(counts(after, 2)).isEqualTo(all.subList(from, Math.min(from + 2, all.size())));
        }
        assertThat(counts(all.get(4).pair(), 2)).isEmpty();
    }

    @Test
    void counts_areTakenBack_withTheirTransaction() {
        addCounts(new AccessCount(SKILL, 2, 1));

        refusesToWrite(tables -> {
            tables.audit().addCounts(List.of(new AccessCount(SKILL, 1, 0), new AccessCount(TOOL, 1, 0)));
            tables.audit().deductCounts(List.of(new AccessCount(SKILL, 3, 1)));
            throw StorageException.failure("fake failure", null);
        });

        assertThat(counts(AccessPair.FIRST, 500)).containsExactly(new AccessCount(SKILL, 2, 1));
    }
}
