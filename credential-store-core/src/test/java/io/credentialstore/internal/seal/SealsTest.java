package io.credentialstore.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.TamperedException;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.support.Rows;
import io.credentialstore.support.Rows.Damaged;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Seals of rows")
class SealsTest {
    private static final String STORE = "store_1";
    private static final String AT = "2026-01-01T00:00:00.000Z";

    private final Seals seals = seals(STORE);

    private static Seals seals(String store) {
        DataKeys keys = DataKeys.unpack(DataKeysTest.packed(2), store);
        keys.name(List.of(
                new StoredKey("key_1", 1, "aes-256-gcm", "rotated", AT, "key_2"),
                new StoredKey("key_2", 2, "aes-256-gcm", "active", AT, null)));
        return new Seals(keys, store);
    }

    private static Bytes filled(int length, int with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return Bytes.of(bytes);
    }

    private static final Bytes MAC = filled(32, 7);

    private static StoredState state() {
        return new StoredState(STORE, 1, AT, 5, 9, filled(32, 1), AT, filled(32, 2), filled(32, 3), "key_2", MAC);
    }

    private static StoredCredential credential() {
        return new StoredCredential(
                "cred_1_00000000",
                "stripe",
                "api_key",
                "stripe",
                "production",
                "active",
                "{}",
                3,
                AT,
                AT,
                AT,
                AT,
                4,
                77,
                filled(32, 1),
                filled(32, 2),
                "key_2",
                MAC);
    }

    private static StoredVersion version() {
        return new StoredVersion(
                "cred_1_00000000",
                3,
                filled(64, 1),
                filled(16, 2),
                filled(12, 3),
                filled(16, 4),
                1_000,
                "key_1",
                "active",
                AT,
                "ops",
                AT,
                MAC);
    }

    private static StoredPolicy policy() {
        return new StoredPolicy(
                "policy_1", "cred_1_00000000", "mailer", "skill", "read", "ops", AT, AT, "because", 5, "key_2", MAC);
    }

    private static StoredAuditEntry entry() {
        return new StoredAuditEntry(
                9,
                "audit_1",
                "cred_1_00000000",
                "mailer",
                "skill",
                "ops",
                "retrieve",
                1,
                AT,
                "::1",
                "CODE",
                "message",
                "{}",
                "run",
                "purpose",
                3,
                4L,
                "key_2",
                filled(32, 1),
                MAC);
    }

    private <R extends Record> void assertAnyChangeIsNoticed(R sealed, Predicate<R> isIntact) {
        assertThat(isIntact).as("the row itself").accepts(sealed);
        int columns = sealed.getClass().getRecordComponents().length;
        assertThat(Rows.damaged(sealed).map(Damaged::column).distinct()).hasSize(columns);
        assertThat(Rows.damaged(sealed).filter(each -> isIntact.test(each.row())))
                .as("changes that pass unnoticed")
                .isEmpty();
    }

    @Test
    void isIntact_anyColumnOfTheStateChanged_isFalse() {
        assertAnyChangeIsNoticed(seals.seal(state()), seals::isIntact);
    }

    @Test
    void isIntact_anyColumnOfACredentialChanged_isFalse() {
        assertAnyChangeIsNoticed(seals.seal(credential()), seals::isIntact);
    }

    @Test
    @DisplayName("K8, W1: a value is under the MAC of its row, so no other ciphertext is ever decrypted")
    void isIntact_anyColumnOfAVersionChanged_isFalse() {
        assertAnyChangeIsNoticed(seals.seal(version()), seals::isIntact);
    }

    @Test
    void isIntact_anyColumnOfAGrantChanged_isFalse() {
        assertAnyChangeIsNoticed(seals.seal(policy()), seals::isIntact);
    }

    @Test
    void isIntact_anyColumnOfAnEntryChanged_isFalse() {
        assertAnyChangeIsNoticed(seals.seal(entry()), seals::isIntact);
    }

    @Test
    void isIntact_rowOfAnotherStoreWithTheSameRoots_isFalse() {
        Seals other = seals("store_2");

        assertThat(other.isIntact(seals.seal(state()))).isFalse();
        assertThat(other.isIntact(seals.seal(credential()))).isFalse();
        assertThat(other.isIntact(seals.seal(version()))).isFalse();
        assertThat(other.isIntact(seals.seal(policy()))).isFalse();
        assertThat(other.isIntact(seals.seal(entry()))).isFalse();
    }

    @Test
    @DisplayName("W11: a row that names the term of another key is not intact")
    void isIntact_termOfAnotherKeyNamed_isFalse() {
        StoredVersion sealed = seals.seal(version());
        StoredPolicy policy = seals.seal(policy());

        assertThat(seals.isIntact(Rows.with(sealed, "encryptionKeyId", "key_2")))
                .isFalse();
        assertThat(seals.isIntact(Rows.with(policy, "macKeyId", "key_1"))).isFalse();
        assertThat(seals.keyId()).isEqualTo("key_2");
    }

    @Test
    void isIntact_sealOfAnotherRow_isFalse() {
        StoredPolicy write = seals.seal(Rows.with(policy(), "accessLevel", "write"));

        assertThat(seals.isIntact(policy().withMac(write.rowMac()))).isFalse();
        assertThat(seals.isIntact(credential().withMac(seals.seal(version()).rowMac())))
                .isFalse();
    }

    @Test
    void digests_anyChangeOfTheListOfRows_isAnother() {
        RowSeal one = new RowSeal("policy_1", filled(32, 1));
        RowSeal two = new RowSeal("policy_2", filled(32, 2));
        Stream<List<RowSeal>> lists = Stream.of(
                List.of(),
                List.of(one),
                List.of(two),
                List.of(one, two),
                List.of(two, one),
                List.of(one, one),
                List.of(one, two, two),
                List.of(new RowSeal("policy_1", filled(32, 2)), new RowSeal("policy_2", filled(32, 1))),
                List.of(new RowSeal("policy_2", filled(32, 1))));

        assertThat(lists.flatMap(list -> Stream.of(
                        seals.policyDigest("key_2", "cred_1", list),
                        seals.policyDigest("key_1", "cred_1", list),
                        seals.policyDigest("key_2", "cred_2", list),
                        seals.versionDigest("key_2", "cred_1", list))))
                .hasSize(36)
                .doesNotHaveDuplicates();
    }

    @Test
    void keysDigest_anyChangeOfSlotOrKey_isAnother() {
        StoredKeySlot slot = new StoredKeySlot(
                "mk_1", "raw", 100_000, filled(32, 1), filled(12, 2), filled(36, 3), filled(16, 4), AT, "ops", MAC);
        StoredKey key = new StoredKey("key_1", 1, "aes-256-gcm", "active", AT, "key_2");
        Bytes digest = seals.keysDigest("key_2", List.of(slot), List.of(key));

        assertThat(Rows.damaged(key).map(each -> seals.keysDigest("key_2", List.of(slot), List.of(each.row()))))
                .doesNotContain(digest);
        assertThat(Rows.damaged(slot).map(each -> seals.keysDigest("key_2", List.of(each.row()), List.of(key))))
                .hasSizeGreaterThan(1_000)
                .doesNotContain(digest);
        assertThat(Stream.of(
                        digest,
                        seals.keysDigest("key_2", List.of(), List.of(key)),
                        seals.keysDigest("key_2", List.of(slot), List.of()),
                        seals.keysDigest("key_2", List.of(slot, slot), List.of(key)),
                        seals.keysDigest("key_2", List.of(slot), List.of(key, key))))
                .doesNotHaveDuplicates();
    }

    @Test
    void treeDigests_anyChangeOfPlaceOrChildren_isAnother() {
        RowSeal seal = new RowSeal("cred_1_00000000", filled(32, 1));
        StoredDigest child = new StoredDigest(3, 65, filled(32, 1));
        List<StoredDigest> others = List.of(new StoredDigest(3, 66, filled(32, 1)), new StoredDigest(3, 65, MAC));

        assertThat(Stream.of(
                        seals.bucketDigest("key_2", 0, List.of()),
                        seals.bucketDigest("key_2", 1, List.of()),
                        seals.bucketDigest("key_2", 1, List.of(seal)),
                        seals.bucketDigest("key_2", 1, List.of(seal, seal)),
                        seals.bucketDigest("key_1", 1, List.of(seal)),
                        seals("store_2").bucketDigest("key_2", 1, List.of(seal)),
                        seals.nodeDigest("key_2", 2, 1, List.of()),
                        seals.nodeDigest("key_2", 2, 1, List.of(child)),
                        seals.nodeDigest("key_2", 1, 1, List.of(child)),
                        seals.nodeDigest("key_2", 2, 0, List.of(child)),
                        seals.nodeDigest("key_1", 2, 1, List.of(child)),
                        seals.nodeDigest("key_2", 2, 1, List.of(others.get(0))),
                        seals.nodeDigest("key_2", 2, 1, List.of(others.get(1))),
                        seals.nodeDigest("key_2", 2, 1, others)))
                .hasSize(14)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("W11: digests under a key that is not there are tampering")
    void digests_underAKeyThatIsNotThere_areTampering() {
        assertThat(Stream.<ThrowingCallable>of(
                        () -> seals.policyDigest("key_3", "cred_1", List.of()),
                        () -> seals.versionDigest("", "cred_1", List.of()),
                        () -> seals.bucketDigest("key_3", 0, List.of()),
                        () -> seals.nodeDigest("key_3", 1, 0, List.of()),
                        () -> seals.keysDigest(null, List.of(), List.of()),
                        () -> seals.genesis("key_3")))
                .allSatisfy(digest -> assertThatThrownBy(digest)
                        .isInstanceOfSatisfying(
                                TamperedException.class,
                                e -> assertThat(e.table()).isEqualTo("encryption_keys")));
    }

    @Test
    void genesis_ofEachStoreAndTerm_isItsOwn() {
        assertThat(Stream.of(
                        seals.genesis("key_1"),
                        seals.genesis("key_2"),
                        seals("store_2").genesis("key_1"),
                        seals("store_2").genesis("key_2")))
                .doesNotHaveDuplicates();
    }
}
