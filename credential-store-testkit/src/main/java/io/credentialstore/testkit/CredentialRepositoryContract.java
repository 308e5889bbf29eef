package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.credentialstore.spi.CredentialRepository} does with credentials; {@link VersionRepositoryContract}
 * has their versions.
 */
public abstract class CredentialRepositoryContract extends PortContract {
    private static final CredentialFilter ALL = CredentialFilter.all();

    /** For subclasses. */
    protected CredentialRepositoryContract() {}

    private void insert(StoredCredential... rows) {
        write(tables -> List.of(rows).forEach(tables.credentials()::insert));
    }

    private List<String> ids(CredentialFilter filter) {
        return read(tables -> tables.credentials().list(filter)).stream()
                .map(StoredCredential::id)
                .toList();
    }

    private static List<String> idsOf(int... numbers) {
        return IntStream.of(numbers).mapToObj(Rows::credentialId).toList();
    }

    @Test
    void find_ofAnUnknownId_isEmpty() {
        insert(Rows.credential(1));

        assertThat(found(tables -> tables.credentials().find(Rows.credentialId(2))))
                .isEmpty();
    }

    @Test
    void credential_isReadBackColumnByColumn() {
        StoredCredential full = Rows.credential(1);
        StoredCredential bare = Columns.bare(Rows.credential(2));
        insert(full, bare);

        assertThat(found(tables -> tables.credentials().find(full.id()))).contains(full);
        assertThat(found(tables -> tables.credentials().find(bare.id()))).contains(bare);
        assertThat(rows(tables -> tables.credentials().list(CredentialFilter.all())))
                .containsExactly(full, bare);
    }

    @Test
    void insert_withTheIdOfAnother_isRefused() {
        insert(Rows.credential(1));

        refusesToWrite(tables -> tables.credentials().insert(Columns.changed(Rows.credential(1), "name")));

        assertThat(found(tables -> tables.credentials().find(Rows.credentialId(1))))
                .contains(Rows.credential(1));
    }

    @Test
    void insert_withANameThatIsTakenInItsEnvironment_isRefused() {
        insert(Rows.credential(1));

        refusesToWrite(tables -> tables.credentials().insert(Columns.with(Rows.credential(2), "name", "name-1")));

        assertThat(ids(CredentialFilter.all())).isEqualTo(idsOf(1));
    }

    @Test
    void insert_withANameOfAnotherEnvironmentOrOfARevokedCredential_isAccepted() {
        StoredCredential staging = Columns.with(Rows.credential(2), "environment", "staging");
        StoredCredential revoked = Columns.with(Rows.credential(3), "status", "revoked");
        insert(Rows.credential(1), Columns.with(staging, "name", "name-1"), Columns.with(revoked, "name", "name-1"));

        assertThat(ids(CredentialFilter.all())).isEqualTo(idsOf(1, 2, 3));
    }

    @Test
    void findByName_findsTheOneInThatEnvironmentThatIsNotRevoked() {
        StoredCredential revoked = Columns.with(Rows.credential(1), "status", "revoked");
        StoredCredential live = Columns.with(Rows.credential(2), "name", "name-1");
        StoredCredential elsewhere = Columns.with(Rows.credential(3), "environment", "dev");
        insert(revoked, live, elsewhere);

        assertThat(found(tables -> tables.credentials().findByName("name-1", "production")))
                .contains(live);
        assertThat(found(tables -> tables.credentials().findByName("name-1", "dev")))
                .isEmpty();
        assertThat(found(tables -> tables.credentials().findByName("name-3", "dev")))
                .contains(elsewhere);
        assertThat(found(tables -> tables.credentials().findByName("NAME-1", "production")))
                .isEmpty();
    }

    @Test
    void findByName_takesPatternCharactersLiterally() {
        insert(Rows.credential(1));

        assertThat(found(tables -> tables.credentials().findByName("name_1", "production")))
                .isEmpty();
        assertThat(found(tables -> tables.credentials().findByName("name%", "production")))
                .isEmpty();
        assertThat(found(tables -> tables.credentials().findByName("' OR '1'='1", "production")))
                .isEmpty();
    }

    @Test
    void update_replacesEveryColumnButTheId_andNoOtherRow() {
        insert(Rows.credential(1), Rows.credential(2));
        StoredCredential changed = Rows.credential(1);
        for (String column : Columns.of(StoredCredential.class)) {
            changed = column.equals("id") ? changed : Columns.changed(changed, column);
        }
        StoredCredential other = changed;

        write(tables -> tables.credentials().update(other));

        assertThat(rows(tables -> tables.credentials().list(CredentialFilter.all())))
                .containsExactly(other, Rows.credential(2));
    }

    @Test
    void update_toANameThatIsTakenInItsEnvironment_isRefused() {
        StoredCredential revoked =
                Columns.with(Columns.with(Rows.credential(2), "name", "name-1"), "status", "revoked");
        insert(Rows.credential(1), revoked);

        refusesToWrite(tables -> tables.credentials().update(Columns.with(revoked, "status", "active")));

        assertThat(rows(tables -> tables.credentials().list(CredentialFilter.all())))
                .containsExactly(Rows.credential(1), revoked);
    }

    @Test
    void update_ofAnUnknownCredential_isRefused() {
        refusesToWrite(tables -> tables.credentials().update(Rows.credential(1)));

        assertThat(ids(CredentialFilter.all())).isEmpty();
    }

    private void insertOneOfEach() {
        insert(
                Columns.with(Rows.credential(1), "service", "stripe"),
                Columns.with(Rows.credential(2), "type", "ssh_key"),
                Columns.with(Rows.credential(3), "environment", "staging"),
                Columns.with(Rows.credential(4), "status", "revoked"),
                Columns.with(Columns.with(Rows.credential(5), "service", "stripe"), "status", "revoked"));
    }

    @Test
    void list_matchesEachPartOfTheFilter() {
        insertOneOfEach();
        CredentialFilter all = CredentialFilter.all();

        assertThat(ids(all)).isEqualTo(idsOf(1, 2, 3, 4, 5));
        assertThat(ids(all.withService("stripe"))).isEqualTo(idsOf(1, 5));
        assertThat(ids(all.withType(CredentialType.SSH_KEY))).isEqualTo(idsOf(2));
        assertThat(ids(all.withEnvironment(Environment.STAGING))).isEqualTo(idsOf(3));
        assertThat(ids(all.withStatus(CredentialStatus.REVOKED))).isEqualTo(idsOf(4, 5));
        assertThat(ids(all.withService("stripe").withStatus(CredentialStatus.ACTIVE)))
                .isEqualTo(idsOf(1));
        assertThat(ids(all.withService("nothing"))).isEmpty();
    }

    @Test
    void count_matchesTheFilter_andIgnoresThePage() {
        insertOneOfEach();
        CredentialFilter stripe = CredentialFilter.all().withService("stripe");

        assertThat(number(tables -> tables.credentials().count(stripe))).isEqualTo(2);
        assertThat(number(tables -> tables.credentials().count(stripe.withLimit(1))))
                .isEqualTo(2);
        assertThat(number(
                        tables -> tables.credentials().count(stripe.withAfter(CredentialId.of(Rows.credentialId(5))))))
                .isEqualTo(2);
        assertThat(number(tables -> tables.credentials().count(CredentialFilter.all())))
                .isEqualTo(5);
    }

    @Test
    void list_pagesById_withoutGapOrRepeat() {
        int[] shuffled = {7, 3, 10, 1, 9, 5, 2, 8, 6, 4};
        write(tables -> IntStream.of(shuffled).forEach(n -> tables.credentials().insert(Rows.credential(n))));
        List<String> seen = new ArrayList<>();
        CredentialFilter page = CredentialFilter.all().withLimit(3);
        List<String> ids = ids(page);
        while (!ids.isEmpty()) {
            assertThat(ids).hasSizeLessThanOrEqualTo(3);
            seen.addAll(ids);
            ids = ids(page.withAfter(CredentialId.of(ids.get(ids.size() - 1))));
        }

        assertThat(seen).isEqualTo(idsOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    @Test
    void listGrantedTo_findsCredentialsOfThatEntity_sortedById() {
        insert(Rows.credential(1), Rows.credential(2), Rows.credential(3));
        write(tables -> {
            tables.policies().insert(Columns.with(Rows.policy(2, 3), "entityId", "skill-1"));
            tables.policies().insert(Rows.policy(1, 1));
            tables.policies().insert(Columns.with(Rows.policy(3, 2), "entityId", "another"));
            tables.policies()
                    .insert(Columns.with(Columns.with(Rows.policy(4, 2), "entityId", "skill-1"), "entityType", "tool"));
        });

        assertThat(grantedTo("skill", "skill-1", ALL)).containsExactly(Rows.credential(1), Rows.credential(3));
        assertThat(grantedTo("tool", "skill-1", ALL)).containsExactly(Rows.credential(2));
        assertThat(grantedTo("tool", "nobody", ALL)).isEmpty();
    }

    private List<StoredCredential> grantedTo(String entityType, String entityId, CredentialFilter filter) {
        return rows(tables -> tables.credentials().listGrantedTo(entityType, entityId, filter));
    }

    @Test
    void listGrantedTo_comesInPagesOfWhatTheFilterMatches() {
        for (int number = 1; number <= 6; number++) {
            insert(Columns.with(Rows.credential(number), "service", number == 2 ? "another" : "service"));
            StoredPolicy grant = Columns.with(Rows.policy(number, number), "entityId", "skill-1");
            write(tables -> tables.policies().insert(grant));
        }
        CredentialFilter page = ALL.withService("service").withLimit(3);

        assertThat(grantedTo("skill", "skill-1", page))
                .extracting(StoredCredential::id)
                .isEqualTo(idsOf(1, 3, 4));
        assertThat(grantedTo("skill", "skill-1", page.withAfter(CredentialId.of(Rows.credentialId(4)))))
                .extracting(StoredCredential::id)
                .isEqualTo(idsOf(5, 6));
    }

    @Test
    void delete_removesTheCredentialWithItsVersionsAndGrants_andNoOther() {
        insert(Rows.credential(1), Rows.credential(2));
        write(tables -> IntStream.of(1, 2).forEach(n -> {
            tables.credentials().insertVersion(Rows.version(n, 1));
            tables.policies().insert(Rows.policy(n, n));
        }));

        write(tables -> tables.credentials().delete(Rows.credentialId(1)));

        assertThat(ids(CredentialFilter.all())).isEqualTo(idsOf(2));
        assertThat(rows(tables -> tables.credentials().listVersions(Rows.credentialId(1))))
                .isEmpty();
        assertThat(rows(tables -> tables.policies().listByCredential(Rows.credentialId(1))))
                .isEmpty();
        assertThat(rows(tables -> tables.credentials().listVersions(Rows.credentialId(2))))
                .hasSize(1);
        assertThat(rows(tables -> tables.policies().listByCredential(Rows.credentialId(2))))
                .hasSize(1);
        assertThat(rows(tables -> tables.credentials().orphanedParents())).isEmpty();
    }

    @Test
    void delete_leavesTheTrail() {
        insert(Rows.credential(1));
        write(tables -> tables.audit().append(Rows.entry(1)));

        write(tables -> tables.credentials().delete(Rows.credentialId(1)));

        assertThat(found(tables -> tables.audit().find(1))).contains(Rows.entry(1));
    }
}
