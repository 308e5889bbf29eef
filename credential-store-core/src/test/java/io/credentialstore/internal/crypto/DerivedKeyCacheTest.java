package io.credentialstore.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.model.Bytes;
import io.credentialstore.support.Inside;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cache of derived keys")
class DerivedKeyCacheTest {
    private final DerivedKeyCache cache = new DerivedKeyCache(2);
    private final AtomicInteger derivations = new AtomicInteger();

    private KeyBytes get(String owner, String input) {
        return cache.get(owner, Bytes.of(input.getBytes(UTF_8)), () -> {
            derivations.incrementAndGet();
            byte[] key = new byte[KeyBytes.LENGTH];
            Arrays.fill(key, (byte) input.hashCode());
            return KeyBytes.owning(key);
        });
    }

    /** The keys that the cache itself holds, oldest first. */
    private List<KeyBytes> held() {
        Map<?, ?> entries = Inside.field(cache, "entries", Map.class);
        return entries.values().stream()
                .map(entry -> Inside.field(entry, "key", KeyBytes.class))
                .toList();
    }

    @Test
    void get_sameInputTwice_derivesOnce() {
        byte[] first = get("a", "1").getEncoded();

        assertThat(get("a", "1").getEncoded()).isEqualTo(first);
        assertThat(derivations).hasValue(1);
    }

    @Test
    void get_otherInput_derivesAgain() {
        assertThat(get("a", "1").getEncoded()).isNotEqualTo(get("a", "2").getEncoded());
        assertThat(derivations).hasValue(2);
    }

    @Test
    void get_always_handsOutACopy() {
        get("a", "1").close();

        assertThat(get("a", "1").isDestroyed()).isFalse();
        assertThat(held()).noneMatch(KeyBytes::isDestroyed);
    }

    @Test
    void get_beyondCapacity_wipesTheLeastRecentlyUsed() {
        get("a", "1");
        get("a", "2");
        List<KeyBytes> before = held();
        get("a", "1");
        get("a", "3");

        assertThat(cache.size()).isEqualTo(2);
        assertThat(before).extracting(KeyBytes::isDestroyed).containsExactly(false, true);
    }

    @Test
    void get_manyInputs_neverHoldsMoreThanItsCapacity() {
        IntStream.range(0, 100).forEach(i -> {
            get("a", Integer.toString(i)).close();
            assertThat(cache.size()).isLessThanOrEqualTo(2);
        });
    }

    @Test
    void get_keyInUse_survivesItsEviction() {
        KeyBytes inUse = get("a", "1");
        byte[] before = inUse.getEncoded();

        get("a", "2");
        get("a", "3");

        assertThat(inUse.getEncoded()).isEqualTo(before);
    }

    @Test
    void forget_anOwner_wipesItsKeysOnly() {
        get("a", "1");
        get("b", "2");
        List<KeyBytes> before = held();

        cache.forget("a");

        assertThat(before).extracting(KeyBytes::isDestroyed).containsExactly(true, false);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void close_always_wipesAllKeysButThoseInUse() {
        KeyBytes inUse = get("a", "1");
        get("b", "2");
        List<KeyBytes> before = held();

        cache.close();

        assertThat(before).hasSize(2).allMatch(KeyBytes::isDestroyed);
        assertThat(cache.size()).isZero();
        assertThat(inUse.isDestroyed()).isFalse();
    }

    @Test
    void get_sameInputDerivedTwiceAtOnce_wipesTheCopyItReplaces() {
        Bytes input = Bytes.of(new byte[1]);
        List<KeyBytes> replaced = new ArrayList<>();
        KeyBytes outer = cache.get("a", input, () -> {
            cache.get("a", input, () -> KeyBytes.owning(new byte[KeyBytes.LENGTH]))
                    .close();
            replaced.addAll(held());
            return KeyBytes.owning(new byte[KeyBytes.LENGTH]);
        });

        assertThat(outer.isDestroyed()).isFalse();
        assertThat(replaced).hasSize(1).allMatch(KeyBytes::isDestroyed);
        assertThat(held()).hasSize(1).noneMatch(KeyBytes::isDestroyed);
    }

    private KeyBytes getWhile(Runnable happening) {
        return cache.get("a", Bytes.of(new byte[1]), () -> {
            happening.run();
            return KeyBytes.owning(new byte[KeyBytes.LENGTH]);
        });
    }

    @Test
    @DisplayName("P6: a key that was being derived when its credential was forgotten is handed out, but not kept")
    void get_forgottenMeanwhile_keepsNothing() {
        assertThat(getWhile(() -> cache.forget("a")).isDestroyed()).isFalse();
        assertThat(held()).isEmpty();

        getWhile(() -> {});
        assertThat(held()).as("the next derivation is kept again").hasSize(1);
    }

    @Test
    @DisplayName("P6: a key that was being derived when the cache was closed, or later, is handed out, but not kept")
    void get_closedMeanwhileOrBefore_keepsNothing() {
        assertThat(getWhile(cache::close).isDestroyed()).isFalse();
        assertThat(getWhile(() -> {}).isDestroyed()).isFalse();

        assertThat(held()).isEmpty();
    }

    @Test
    void get_failingDerivation_leavesNothingBehind() {
        assertThatThrownBy(() -> cache.get("a", Bytes.of(new byte[1]), () -> {
                    throw new IllegalStateException("no key");
                }))
                .hasMessage("no key");
        assertThat(cache.size()).isZero();
    }
}
