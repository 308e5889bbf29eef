package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.error.ClosedException;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.Storage;
import io.credentialstore.value.CredentialValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixturesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void clock_standsStill_untilItIsMovedEitherWay() {
        SettableClock clock = new SettableClock(NOW);

        assertThat(clock.instant()).isEqualTo(NOW).isEqualTo(clock.instant());
        assertThat(clock.advance(Duration.ofMinutes(1))).isEqualTo(NOW.plusSeconds(60));
        assertThat(clock.advance(Duration.ofMinutes(-2))).isEqualTo(NOW.minusSeconds(60));
        clock.set(NOW);
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void seededRandom_givesTheSameBytesForTheSameSeed_howeverTheyAreDrawn() {
        byte[] whole = new byte[100];
        new SeededRandom(7).nextBytes(whole);
        byte[] first = new byte[33];
        byte[] second = new byte[67];
        SeededRandom again = new SeededRandom(7);
        again.nextBytes(first);
        again.nextBytes(second);
        byte[] other = new byte[100];
        new SeededRandom(8).nextBytes(other);

        assertThat(first).isEqualTo(Arrays.copyOf(whole, 33));
        assertThat(second).isEqualTo(Arrays.copyOfRange(whole, 33, 100));
        assertThat(other).isNotEqualTo(whole);
    }

    @Test
    void seededRandom_takesNoMoreSeed() {
        SeededRandom random = new SeededRandom(7);
        random.setSeed(99);

        assertThat(random.nextLong()).isEqualTo(new SeededRandom(7).nextLong());
    }

    @Test
    void seededRandom_isSpread() {
        byte[] bytes = new byte[65_536];
        new SeededRandom(1).nextBytes(bytes);
        int[] counts = new int[256];
        for (byte b : bytes) {
            counts[b & 0xff]++;
        }

        assertThat(Arrays.stream(counts)).allMatch(count -> count > 150 && count < 370);
    }

    @Test
    void sequentialIds_areValid_sorted_andUniqueAcrossThreads() {
        SequentialIds ids = new SequentialIds();
        String first = ids.next("cred", NOW);
        String second = ids.next("cred", NOW);
        Set<String> all = Collections.newSetFromMap(new ConcurrentHashMap<>());

        Together.run(
                4, () -> Stream.generate(() -> ids.next("cred", NOW)).limit(500).forEach(all::add));

        assertThat(first).isLessThan(second);
        assertThat(CredentialId.of(first).value()).isEqualTo(first);
        assertThat(all).hasSize(2_000);
    }

    @ParameterizedTest
    @EnumSource(CredentialType.class)
    void testValue_isOfItsType_andClosable(CredentialType type) {
        CredentialValue value = TestValues.of(type);

        assertThat(value.type()).isEqualTo(type);
        value.close();
        value.close();
    }

    @Test
    void store_inMemory_isOpenedInOneLine_andNeedsNothingFromTheProcess() {
        try (CredentialStore store = Stores.inMemory(new SettableClock(NOW))) {
            CredentialId id = store.storeCredential("name", "service", TestValues.apiKey("value"));

            assertThat(Scene.text(store.retrieveCredentialAsOwner(id, null))).isEqualTo("value");
            assertThat(store.environment()).isEqualTo(Environment.DEV);
            assertThat(store.getCredential(id).createdAt()).isEqualTo(NOW);
        }
        try (CredentialStore store = Stores.inMemory()) {
            assertThat(store.listCredentials()).isEmpty();
        }
    }

    @Test
    void sharedStorage_outlivesItsViews() {
        SharedStorage shared = SharedStorage.inMemory();
        Storage first = shared.get();
        first.write(tables -> {
            tables.credentials().insert(Rows.credential(1));
            return true;
        });
        Storage second = shared.get();
        first.close();

        assertThatThrownBy(() -> first.read(tables -> true)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> first.write(tables -> true)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(first::examine).isInstanceOf(ClosedException.class);
        assertThat(second.<Long>read(tables -> tables.credentials().count(CredentialFilter.all())))
                .isEqualTo(1L);
        assertThat(second.examine()).isEmpty();
    }

    @Test
    void together_reportsTheFailureOfAPart() {
        assertThatThrownBy(() -> Together.run(2, () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(AssertionError.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
