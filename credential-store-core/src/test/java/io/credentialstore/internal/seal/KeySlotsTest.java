package io.credentialstore.internal.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.support.Bits;
import io.credentialstore.support.Hex;
import io.credentialstore.support.Rows;
import io.credentialstore.support.Rows.Damaged;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Key slots")
class KeySlotsTest {
    private static final String STORE = "store_1";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MasterKey MASTER = MasterKey.generate();
    private static final DataKeys KEYS = DataKeys.generate(STORE, RANDOM);
    private static final StoredKeySlot SLOT = slot(MASTER);
    private static final KeySlots.Unlocked UNLOCKED =
            KeySlots.Unlocked.stretch(MASTER, SLOT.salt().toArray(), SLOT.kdfIterations());

    private static StoredKeySlot slot(MasterKey master) {
        return KeySlots.create(master, KEYS, STORE, "2026-01-01T00:00:00.000Z", "ops@example.com", RANDOM);
    }

    /** A closed key throws as soon as it is stretched, so an empty answer shows that it was not. */
    private static Optional<DataKeys> unlockWithoutStretching(StoredKeySlot slot) {
        MasterKey closed = MasterKey.generate();
        closed.close();
        return KeySlots.unlock(closed, slot, STORE);
    }

    private static StoredKeySlot withKdf(String kdf, int iterations) {
        return Rows.with(Rows.with(SLOT, "kdf", kdf), "kdfIterations", iterations);
    }

    private static StoredKeySlot withSalt(byte[] salt) {
        return Rows.with(SLOT, "salt", Bytes.of(salt));
    }

    @Test
    void unlock_rightKey_givesTheDataKeysBack() {
        assertThat(KeySlots.unlock(MASTER, SLOT, STORE))
                .hasValueSatisfying(opened -> assertThat(opened.sameAs(KEYS)).isTrue());
    }

    @Test
    @DisplayName("K5: a wrong key opens nothing, as a spoiled slot does")
    void unlock_wrongKey_isEmpty() {
        assertThat(KeySlots.unlock(MasterKey.generate(), SLOT, STORE)).isEmpty();
    }

    @Test
    void unlock_slotOfAnotherStore_isEmpty() {
        assertThat(KeySlots.unlock(MASTER, SLOT, "store_2")).isEmpty();
    }

    @Test
    void unlock_saltWithOneOtherBit_isEmpty() {
        assertThat(Bits.flips(SLOT.salt().toArray()).limit(4).map(KeySlotsTest::withSalt))
                .allSatisfy(changed ->
                        assertThat(KeySlots.unlock(MASTER, changed, STORE)).isEmpty());
    }

    @Test
    @DisplayName("W9: more iterations than were written open nothing")
    void unlock_moreIterationsThanWritten_isEmpty() {
        assertThat(KeySlots.unlock(MASTER, withKdf("raw", 100_001), STORE)).isEmpty();
    }

    @Test
    void open_unchangedSlot_givesTheDataKeysBack() {
        assertThat(KeySlots.open(UNLOCKED, SLOT, STORE))
                .hasValueSatisfying(opened -> assertThat(opened.sameAs(KEYS)).isTrue());
    }

    static Stream<String> byteColumns() {
        return Stream.of("salt", "iv", "wrappedKeys", "authTag", "headerMac");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("byteColumns")
    void open_anyBitOfTheColumnFlippedOrAnotherLength_isEmpty(String column) {
        Stream<Damaged<StoredKeySlot>> damaged = Rows.damaged(SLOT)
                .filter(each -> each.column().equals(column))
                .filter(each -> KeySlots.isWithinLimits(each.row()));

        assertThat(damaged)
                .hasSizeGreaterThanOrEqualTo(96)
                .allSatisfy(each ->
                        assertThat(KeySlots.open(UNLOCKED, each.row(), STORE)).isEmpty());
    }

    @Test
    void open_anyOtherColumnChanged_isEmpty() {
        Stream<Damaged<StoredKeySlot>> damaged =
                Rows.damaged(SLOT, "salt", "iv", "wrappedKeys", "authTag", "headerMac");

        assertThat(damaged)
                .extracting(Damaged::column)
                .contains("id", "kdf", "kdfIterations", "createdAt", "createdBy");
        assertThat(Rows.damaged(SLOT, "salt", "iv", "wrappedKeys", "authTag", "headerMac"))
                .allSatisfy(each ->
                        assertThat(KeySlots.open(UNLOCKED, each.row(), STORE)).isEmpty());
    }

    @Test
    void open_slotOfAnotherStore_isEmpty() {
        assertThat(KeySlots.open(UNLOCKED, SLOT, "store_2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 99_999, 2_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    @DisplayName("W9: iterations outside of their limits are refused without a stretch")
    void unlock_iterationsOutsideOfTheLimits_isRefusedWithoutStretching(int iterations) {
        assertThat(unlockWithoutStretching(withKdf("raw", iterations))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 100_000, 599_999, 2_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    @DisplayName("W9: a passphrase has limits of its own")
    void isWithinLimits_passphraseOutsideOfItsOwnLimits_isFalse(int iterations) {
        assertThat(KeySlots.isWithinLimits(withKdf("passphrase", iterations))).isFalse();
    }

    @Test
    @DisplayName("W9: the limits themselves are allowed")
    void isWithinLimits_limitsThemselves_isTrue() {
        assertThat(Stream.of(
                        withKdf("raw", 100_000),
                        withKdf("raw", 2_000_000),
                        withKdf("passphrase", 600_000),
                        withKdf("passphrase", 2_000_000)))
                .allMatch(KeySlots::isWithinLimits);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "passphrase", "RAW", "raw ", "argon2id", "none"})
    @DisplayName("W10, R2: a slot of another kind, also an unknown one, costs no stretch")
    void unlock_anotherKindOfKey_isRefusedWithoutStretching(String kdf) {
        assertThat(unlockWithoutStretching(withKdf(kdf, 600_000))).isEmpty();
    }

    @Test
    @DisplayName("W9, W12: a salt of any other length costs no stretch")
    void unlock_saltOfAnotherLength_isRefusedWithoutStretching() {
        assertThat(Bits.otherLengths(SLOT.salt().toArray(), 64).map(KeySlotsTest::withSalt))
                .hasSize(64)
                .allSatisfy(
                        changed -> assertThat(unlockWithoutStretching(changed)).isEmpty());
    }

    @Test
    void unlock_anyByteColumnGone_isRefusedWithoutStretching() {
        Stream<Damaged<StoredKeySlot>> gone = Rows.damaged(SLOT)
                .filter(each -> byteColumns().anyMatch(each.column()::equals))
                .filter(each -> !KeySlots.isWithinLimits(each.row()))
                .filter(each -> each.row().salt() == null || each.row().salt().length() == KeySlots.SALT_LENGTH);

        assertThat(gone)
                .hasSize(5)
                .allSatisfy(
                        each -> assertThat(unlockWithoutStretching(each.row())).isEmpty());
    }

    @Test
    @DisplayName("R3: two slots of one key repeat nothing")
    void create_sameKeyTwice_repeatsNothing() {
        StoredKeySlot other = slot(MASTER);

        assertThat(other.salt()).isNotEqualTo(SLOT.salt());
        assertThat(other.iv()).isNotEqualTo(SLOT.iv());
        assertThat(other.wrappedKeys()).isNotEqualTo(SLOT.wrappedKeys());
        assertThat(other.id()).isNotEqualTo(SLOT.id());
    }

    @Test
    @DisplayName("R2: a passphrase is stretched six times longer")
    void create_passphrase_isStretchedSixTimesLonger() {
        MasterKey passphrase = MasterKey.ofPassphrase("correct horse battery staple".toCharArray());

        StoredKeySlot created = slot(passphrase);

        assertThat(created.kdf()).isEqualTo("passphrase");
        assertThat(created.kdfIterations()).isEqualTo(600_000);
        assertThat(KeySlots.unlock(passphrase, created, STORE)).isPresent();
    }

    @Test
    @DisplayName("R2: a slot holds neither the master key nor any other key")
    void create_always_storesNeitherMasterKeyNorAnythingThatEqualsAnotherKey() {
        String master = MASTER.use(Hex::encode);
        String root = Hex.encode(KEYS.active().root().getEncoded());
        String row = SLOT + Hex.encode(SLOT.wrappedKeys().toArray());

        assertThat(row).doesNotContain(master).doesNotContain(root);
        assertThat(Stream.of(
                        Hex.encode(UNLOCKED.slot().getEncoded()),
                        Hex.encode(UNLOCKED.header().getEncoded()),
                        master,
                        root,
                        Hex.encode(SLOT.headerMac().toArray()),
                        Hex.encode(UNLOCKED.id().getBytes(UTF_8))))
                .doesNotHaveDuplicates();
    }
}
