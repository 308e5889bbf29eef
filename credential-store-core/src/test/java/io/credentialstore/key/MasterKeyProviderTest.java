package io.credentialstore.key;

import static io.credentialstore.key.MasterKeyProvider.VARIABLE;
import static io.credentialstore.key.MasterKeyProvider.VARIABLE_PREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.support.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Sources of master keys")
class MasterKeyProviderTest {
    private static final String HEX = MasterKeyTest.HEX;
    private static final String OTHER = "e8" + HEX.substring(0, 62);

    private static String read(MasterKey key) {
        return key.use(Hex::encode);
    }

    private static Optional<KeyRing> environment(Map<String, String> variables) {
        return MasterKeyProvider.fromEnvironment(variables).load();
    }

    @Test
    void environment_nothingOrEmpty_holdsNoKey() {
        assertThat(environment(Map.of())).isEmpty();
        assertThat(environment(Map.of(VARIABLE, ""))).isEmpty();
        assertThat(environment(Map.of(VARIABLE, "", VARIABLE_PREVIOUS, ""))).isEmpty();
    }

    @Test
    void environment_currentAlone_isTheRing() {
        KeyRing ring = environment(Map.of(VARIABLE, HEX)).orElseThrow();

        assertThat(read(ring.current())).isEqualTo(HEX);
        assertThat(ring.previous()).isEmpty();
    }

    @Test
    void environment_currentAndPrevious_areTheRing() {
        KeyRing ring =
                environment(Map.of(VARIABLE, HEX, VARIABLE_PREVIOUS, OTHER)).orElseThrow();

        assertThat(read(ring.current())).isEqualTo(HEX);
        assertThat(ring.previous()).extracting(MasterKeyProviderTest::read).containsExactly(OTHER);
    }

    @Test
    void environment_previousWithoutCurrent_isRefused() {
        assertThatThrownBy(() -> environment(Map.of(VARIABLE_PREVIOUS, HEX)))
                .isInstanceOfSatisfying(
                        MasterKeyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MASTER_KEY_MISSING))
                .hasMessageContaining(VARIABLE_PREVIOUS + " is set but " + VARIABLE + " is not")
                .hasMessageNotContaining(HEX);
    }

    static List<String> unusable() {
        return List.of(" ", "changeme", HEX + "0", "00".repeat(32), "0123456789abcdef".repeat(4));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void environment_unusableKey_isRefusedByTheNameOfItsVariable(String bad) {
        assertThatThrownBy(() -> environment(Map.of(VARIABLE, bad)))
                .hasMessageStartingWith(VARIABLE + " cannot be used")
                .satisfies(e -> WeakKeysTest.assertRefusal(e, bad));
        assertThatThrownBy(() -> environment(Map.of(VARIABLE, HEX, VARIABLE_PREVIOUS, bad)))
                .hasMessageStartingWith(VARIABLE_PREVIOUS + " cannot be used")
                .satisfies(e -> WeakKeysTest.assertRefusal(e, bad));
        assertThatThrownBy(() -> environment(Map.of(VARIABLE, bad, VARIABLE_PREVIOUS, HEX)))
                .hasMessageStartingWith(VARIABLE + " cannot be used");
    }

    @Test
    void environment_ofTheProcess_isDescribedByItsVariable() {
        assertThat(MasterKeyProvider.fromEnvironment().describe())
                .isEqualTo("environment variable MASTER_ENCRYPTION_KEY");
    }

    private static MasterKeyProvider source(String name, List<String> asked, Optional<KeyRing> answer) {
        return new MasterKeyProvider() {
            @Override
            public Optional<KeyRing> load() {
                asked.add(name);
                return answer;
            }

            @Override
            public String describe() {
                return name;
            }
        };
    }

    private static KeyRing ring(String hex) {
        return KeyRing.of(MasterKey.ofHex(hex.toCharArray()));
    }

    @Test
    void chain_firstThatHoldsAKey_isTakenAndTheRestNotAsked() {
        List<String> asked = new ArrayList<>();
        MasterKeyProvider chain = MasterKeyProvider.firstOf(
                source("a", asked, Optional.empty()),
                source("b", asked, Optional.of(ring(HEX))),
                source("c", asked, Optional.of(ring(OTHER))));

        assertThat(read(chain.load().orElseThrow().current())).isEqualTo(HEX);
        assertThat(asked).containsExactly("a", "b");
        assertThat(chain.describe()).isEqualTo("a, then b, then c");
    }

    @Test
    void chain_brokenSource_isNotPassedOver() {
        List<String> asked = new ArrayList<>();
        MasterKeyProvider chain = MasterKeyProvider.firstOf(
                MasterKeyProvider.fromEnvironment(Map.of(VARIABLE, "changeme")),
                source("b", asked, Optional.of(ring(HEX))));

        assertThatThrownBy(chain::load).isInstanceOf(MasterKeyException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void chain_nothingAnywhere_holdsNoKey() {
        List<String> asked = new ArrayList<>();

        assertThat(MasterKeyProvider.firstOf().load()).isEmpty();
        assertThat(MasterKeyProvider.firstOf(source("a", asked, Optional.empty()), source("b", asked, Optional.empty()))
                        .load())
                .isEmpty();
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void given_eachLoad_isACopyThatItsTakerCloses() {
        KeyRing mine = new KeyRing(MasterKey.ofHex(HEX.toCharArray()), List.of(MasterKey.ofHex(OTHER.toCharArray())));
        MasterKeyProvider provider = MasterKeyProvider.of(mine);

        provider.load().orElseThrow().close();
        KeyRing second = provider.load().orElseThrow();

        assertThat(read(mine.current())).isEqualTo(HEX);
        assertThat(read(second.current())).isEqualTo(HEX);
        assertThat(second.previous()).extracting(MasterKeyProviderTest::read).containsExactly(OTHER);
        assertThat(provider.describe()).doesNotContain(HEX);
    }

    @Test
    void ring_closed_closesEveryKeyOnIt() {
        List<MasterKey> previous = new ArrayList<>(List.of(MasterKey.generate(), MasterKey.generate()));
        KeyRing ring = new KeyRing(MasterKey.generate(), previous);
        previous.add(MasterKey.generate());

        ring.close();

        assertThat(ring.previous()).hasSize(2).isUnmodifiable();
        assertThat(List.of(ring.current(), previous.get(0), previous.get(1)))
                .allSatisfy(key -> assertThatThrownBy(key::duplicate).isInstanceOf(ClosedException.class));
        assertThat(previous.get(2).duplicate()).isNotNull();
    }

    @Test
    void ring_withoutCurrentKey_isRefused() {
        assertThatThrownBy(() -> KeyRing.of(null)).isInstanceOf(InvalidInputException.class);
    }
}
