package io.credentialstore.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.support.Bits;
import io.credentialstore.support.Hex;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Data keys")
class DataKeysTest {
    private static final String STORE = "store_1";

    private final DataKeys keys = DataKeys.unpack(packed(3), STORE);

    /** So many terms, each with its own root. */
    static byte[] packed(int terms) {
        ByteBuffer out = ByteBuffer.allocate(36 * terms);
        IntStream.rangeClosed(1, terms).forEach(term -> {
            byte[] root = new byte[KeyBytes.LENGTH];
            root[term % 32] = (byte) (term + 1);
            out.putInt(term).put(root);
        });
        return out.array();
    }

    private static StoredKey row(String id, int term) {
        return new StoredKey(id, term, "aes-256-gcm", "active", "2026-01-01T00:00:00.000Z", null);
    }

    @Test
    void pack_whatWasUnpacked_isTheSame() {
        assertThat(keys.pack()).isEqualTo(packed(3));
        assertThat(keys.size()).isEqualTo(3);
    }

    @Test
    void pack_always_writesTermInFourBytesThenRoot() {
        byte[] packed = DataKeys.generate(STORE, new SecureRandom()).pack();

        assertThat(packed).hasSize(36).startsWith(0, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 35, 37, 71, 73, 36 * 257})
    void unpack_anyOtherLength_isRefused(int length) {
        assertThat(DataKeys.unpack(new byte[length], STORE)).isNull();
    }

    @Test
    void unpack_mostTerms_isAccepted() {
        assertThat(DataKeys.unpack(packed(256), STORE).size()).isEqualTo(256);
    }

    @Test
    void sameAs_anyBitOfARootFlipped_isFalse() {
        assertThat(keys.sameAs(DataKeys.unpack(packed(3), STORE))).isTrue();
        assertThat(Bits.flips(packed(3)).map(other -> DataKeys.unpack(other, STORE)))
                .noneMatch(keys::sameAs);
    }

    @Test
    void name_rowsOfAllTerms_givesTheKeysTheirIds() {
        keys.name(List.of(row("key_a", 1), row("key_c", 3), row("key_b", 2)));

        assertThat(keys.activeId()).isEqualTo("key_c");
        assertThat(keys.active()).isSameAs(keys.find("key_c"));
        assertThat(keys.find("key_a").term()).isEqualTo(1);
        assertThat(keys.find("key_x")).isNull();
        assertThat(keys.find(null)).isNull();
    }

    static Stream<List<StoredKey>> wrongRows() {
        return Stream.of(
                List.of(),
                List.of(row("key_a", 1), row("key_b", 2)),
                List.of(row("key_a", 1), row("key_b", 2), row("key_c", 4)),
                List.of(row("key_a", 1), row("key_b", 2), row("key_c", 3), row("key_d", 4)),
                List.of(row("key_a", 1), row("key_a", 2), row("key_c", 3)),
                List.of(row("key_a", 1), row("key_b", 1), row("key_c", 3)),
                List.of(row("key_a", 1), row("key_b", 2), row("key_c", 3), row("key_d", 3)),
                List.of(row("key_a", 1), row("key_b", 2), row("key_c", -3)));
    }

    @ParameterizedTest
    @MethodSource("wrongRows")
    @DisplayName("W11: terms that are not those of the slot are tampering")
    void name_rowsOfOtherTerms_isTampered(List<StoredKey> rows) {
        assertThatThrownBy(() -> keys.name(rows))
                .isInstanceOfSatisfying(
                        TamperedException.class, e -> assertThat(e.table()).isEqualTo("encryption_keys"));
    }

    @Test
    @DisplayName("K6: the keys of every purpose, term and store differ")
    void derived_anyPurposeTermAndStore_allDiffer() {
        byte[] root = new byte[KeyBytes.LENGTH];
        Stream<KeyBytes> all = Stream.of("store_1", "store_2", "store_1\0", "")
                .flatMap(store ->
                        Stream.of(1, 2, 256, -1).map(term -> new DataKey(KeyBytes.owning(root.clone()), store, term)))
                .flatMap(key -> Stream.of(key.value(), key.row(), key.audit(), key.state()));

        List<String> derived = all.map(key -> Hex.encode(key.getEncoded())).toList();

        assertThat(derived).hasSize(64).doesNotHaveDuplicates().doesNotContain(Hex.encode(root));
    }

    @Test
    void generate_twice_givesOtherKeys() {
        SecureRandom random = new SecureRandom();

        assertThat(DataKeys.generate(STORE, random).sameAs(DataKeys.generate(STORE, random)))
                .isFalse();
    }

    @Test
    void close_always_wipesEveryKeyOfEveryTerm() {
        keys.name(List.of(row("key_a", 1), row("key_b", 2), row("key_c", 3)));
        List<KeyBytes> all = Stream.of("key_a", "key_b", "key_c")
                .map(keys::find)
                .flatMap(key -> Stream.of(key.root(), key.value(), key.row(), key.audit(), key.state()))
                .toList();

        keys.close();

        assertThat(all).hasSize(15).allMatch(KeyBytes::isDestroyed);
        assertThatThrownBy(keys::pack).isInstanceOf(ClosedException.class);
    }
}
