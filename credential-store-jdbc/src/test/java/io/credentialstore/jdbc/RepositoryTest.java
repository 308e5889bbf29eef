package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.StorageException;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RepositoryTest extends OneStorage {
    private void failsWith(String message, Consumer<StorageTransaction> work) {
        assertThatThrownBy(() -> write(work))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void every_row_comes_back_as_it_was_written() {
        write(tx -> {
            tx.state().insert(Rows.state(5));
            tx.keys().insertKey(Rows.key("dk_1", 1));
            tx.keys().insertSlot(Rows.slot("mk_1"));
            tx.credentials().insert(Rows.credential(Rows.id(1), "one"));
            tx.credentials().insertVersion(Rows.version(Rows.id(1), 4));
            tx.policies().insert(Rows.policy("pol_1", Rows.id(1), "billing"));
            tx.audit().append(Rows.entry(1));
            tx.audit().append(Rows.bareEntry(2));
        });
        assertThat(row(tx -> tx.state().find())).contains(Rows.state(5));
        assertThat(rows(tx -> tx.keys().keys())).containsExactly(Rows.key("dk_1", 1));
        assertThat(rows(tx -> tx.keys().slots())).containsExactly(Rows.slot("mk_1"));
        assertThat(row(tx -> tx.credentials().find(Rows.id(1)))).contains(Rows.credential(Rows.id(1), "one"));
        assertThat(row(tx -> tx.credentials().findVersion(Rows.id(1), 4))).contains(Rows.version(Rows.id(1), 4));
        assertThat(row(tx -> tx.policies().find(Rows.id(1), "skill", "billing")))
                .contains(Rows.policy("pol_1", Rows.id(1), "billing"));
        assertThat(row(tx -> tx.audit().find(1))).contains(Rows.entry(1));
        assertThat(row(tx -> tx.audit().find(2))).contains(Rows.bareEntry(2));
    }

    @Test
    void updates_replace_every_column() {
        StoredCredential other = new StoredCredential(
                Rows.id(1),
                "two",
                "custom",
                "github",
                "dev",
                "revoked",
                "{}",
                9,
                null,
                Rows.time(11),
                Rows.time(12),
                null,
                99,
                262_143,
                Rows.bytes(32, 11),
                Rows.bytes(32, 12),
                "dk_2",
                Rows.bytes(32, 13));
        write(tx -> {
            tx.state().insert(Rows.state(1));
            tx.state().update(Rows.state(2));
            tx.credentials().insert(Rows.credential(Rows.id(1), "one"));
            tx.credentials().insertVersion(Rows.version(Rows.id(1), 1));
            tx.credentials().update(other);
        });
        assertThat(row(tx -> tx.state().find())).contains(Rows.state(2));
        assertThat(row(tx -> tx.credentials().find(Rows.id(1)))).contains(other);
    }

    @Test
    void updating_what_is_not_there_is_a_failure() {
        failsWith("state", tx -> tx.state().update(Rows.state(1)));
        failsWith(Rows.id(1), tx -> tx.credentials().update(Rows.credential(Rows.id(1), "one")));
        failsWith("version 3", tx -> tx.credentials().updateVersion(Rows.version(Rows.id(1), 3)));
    }

    @Test
    void there_is_one_state_at_most() {
        write(tx -> tx.state().insert(Rows.state(1)));
        failsWith("rule", tx -> tx.state().insert(Rows.state(2)));
    }

    @Test
    void a_name_is_taken_in_its_environment_until_it_is_revoked() {
        write(tx -> tx.credentials().insert(Rows.credential(Rows.id(1), "one", "revoked")));
        write(tx -> tx.credentials().insert(Rows.credential(Rows.id(2), "one")));
        failsWith("rule", tx -> tx.credentials().insert(Rows.credential(Rows.id(3), "one")));
        assertThat(row(tx -> tx.credentials().findByName("one", "production")))
                .contains(Rows.credential(Rows.id(2), "one"));
        assertThat(row(tx -> tx.credentials().findByName("one", "dev"))).isEmpty();
    }

    @Test
    void credentials_are_found_by_every_part_of_a_filter_and_in_pages() {
        write(tx -> {
            for (int i = 1; i <= 5; i++) {
                tx.credentials().insert(Rows.credential(Rows.id(i), "name" + i, i == 3 ? "revoked" : "active"));
            }
        });
        assertThat(ids(CredentialFilter.all())).hasSize(5).isSorted();
        assertThat(ids(CredentialFilter.all().withStatus(CredentialStatus.REVOKED)))
                .containsExactly(Rows.id(3));
        CredentialFilter exact = CredentialFilter.all()
                .withService("stripe")
                .withType(CredentialType.API_KEY)
                .withEnvironment(Environment.PRODUCTION)
                .withStatus(CredentialStatus.ACTIVE);
        assertThat(ids(exact.withLimit(2))).containsExactly(Rows.id(1), Rows.id(2));
        assertThat(ids(exact.withLimit(2).withAfter(CredentialId.of(Rows.id(2)))))
                .containsExactly(Rows.id(4), Rows.id(5));
        assertThat(number(tx -> tx.credentials().count(exact.withLimit(1)))).isEqualTo(4);
        assertThat(ids(exact.withService("github"))).isEmpty();
        assertThat(ids(exact.withType(CredentialType.CUSTOM))).isEmpty();
        assertThat(ids(exact.withEnvironment(Environment.DEV))).isEmpty();
    }

    private List<String> ids(CredentialFilter filter) {
        return rows(tx -> tx.credentials().list(filter)).stream()
                .map(StoredCredential::id)
                .toList();
    }

    @Test
    void grants_are_found_from_both_sides() {
        write(tx -> {
            tx.credentials().insert(Rows.credential(Rows.id(1), "one"));
            tx.credentials().insert(Rows.credential(Rows.id(2), "two"));
            tx.policies().insert(Rows.policy("pol_2", Rows.id(1), "billing"));
            tx.policies().insert(Rows.policy("pol_1", Rows.id(1), "mail"));
            tx.policies().insert(Rows.policy("pol_3", Rows.id(2), "billing"));
        });
        assertThat(rows(tx -> tx.policies().listByCredential(Rows.id(1))))
                .extracting("id")
                .containsExactly("pol_1", "pol_2");
        assertThat(rows(tx -> tx.policies().listByEntity("skill", "billing")))
                .extracting("credentialId")
                .containsExactly(Rows.id(1), Rows.id(2));
        assertThat(rows(tx -> tx.credentials().listGrantedTo("skill", "billing", CredentialFilter.all())))
                .extracting("id")
                .containsExactly(Rows.id(1), Rows.id(2));
        assertThat(rows(tx -> tx.credentials().listGrantedTo("tool", "billing", CredentialFilter.all())))
                .isEmpty();
        assertThat(rows(tx -> tx.policies().seals(Rows.id(2))))
                .containsExactly(new RowSeal("pol_3", Rows.bytes(32, 1)));
        assertThat(rows(tx -> tx.policies().listExpiringBefore(Rows.time(3)))).hasSize(3);
        assertThat(rows(tx -> tx.policies().listExpiringBefore(Rows.time(2)))).isEmpty();
        failsWith("rule", tx -> tx.policies().insert(Rows.policy("pol_4", Rows.id(1), "mail")));
        assertThat(storage.<Boolean>write(tx -> tx.policies().delete("pol_1"))).isTrue();
        assertThat(storage.<Boolean>write(tx -> tx.policies().delete("pol_1"))).isFalse();
    }

    @Test
    void versions_come_in_the_order_of_their_numbers() {
        write(tx -> {
            tx.credentials().insert(Rows.credential(Rows.id(1), "one"));
            for (int number : new int[] {10, 2, 1}) {
                tx.credentials().insertVersion(Rows.version(Rows.id(1), number));
            }
        });
        assertThat(rows(tx -> tx.credentials().listVersions(Rows.id(1))))
                .extracting("version")
                .containsExactly(1, 2, 10);
        assertThat(rows(tx -> tx.credentials().versionSeals(Rows.id(1))))
                .extracting(RowSeal::key)
                .containsExactly("1", "2", "10");
    }

    @Test
    void digests_are_put_replaced_and_found_by_their_place() {
        write(tx -> {
            for (int position : new int[] {7, 5, 262_143, 0}) {
                tx.credentials().putDigest(new StoredDigest(1, position, Rows.bytes(32, position % 100)));
            }
            tx.credentials().putDigest(new StoredDigest(2, 5, Rows.bytes(32, 50)));
            tx.credentials().putDigest(new StoredDigest(1, 5, Rows.bytes(32, 51)));
        });
        assertThat(rows(tx -> tx.credentials().digests(1, 1, 7)))
                .containsExactly(new StoredDigest(1, 5, Rows.bytes(32, 51)), new StoredDigest(1, 7, Rows.bytes(32, 7)));
        write(tx -> tx.credentials().deleteDigest(1, 5));
        assertThat(rows(tx -> tx.credentials().digests(1, 0, 262_143)))
                .extracting(StoredDigest::position)
                .containsExactly(0, 7, 262_143);
        assertThat(rows(tx -> tx.credentials().digests(2, 5, 5))).hasSize(1);
    }

    @Test
    void a_bucket_holds_the_credentials_that_name_it() {
        write(tx -> {
            tx.credentials().insert(Rows.credential(Rows.id(2), "two"));
            tx.credentials().insert(Rows.credential(Rows.id(1), "one"));
        });
        StoredCredential one = Rows.credential(Rows.id(1), "one");
        assertThat(rows(tx -> tx.credentials().bucketSeals(one.bucket())))
                .containsExactly(new RowSeal(Rows.id(1), one.rowMac()), new RowSeal(Rows.id(2), one.rowMac()));
        assertThat(rows(tx -> tx.credentials().bucketSeals(one.bucket() + 1))).isEmpty();
    }

    @Test
    void children_without_a_parent_are_found() throws Exception {
        write(tx -> {
            for (int i = 1; i <= 3; i++) {
                tx.credentials().insert(Rows.credential(Rows.id(i), "name" + i));
            }
            tx.policies().insert(Rows.policy("pol_1", Rows.id(2), "billing"));
            tx.credentials().insertVersion(Rows.version(Rows.id(1), 1));
            tx.credentials().insertVersion(Rows.version(Rows.id(3), 1));
        });
        Database.breakRules(place("store"), "DELETE FROM credentials WHERE id <> '" + Rows.id(3) + "'");
        assertThat(rows(tx -> tx.credentials().orphanedParents())).containsExactly(Rows.id(1), Rows.id(2));
    }
}
