package io.credentialstore.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.internal.crypto.AesGcm.Sealed;
import io.credentialstore.internal.crypto.ValueCipher.SealedValue;
import io.credentialstore.support.Bits;
import io.credentialstore.support.GivenRandom;
import io.credentialstore.support.Hex;
import io.credentialstore.support.Inside;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Encryption of values")
class ValueCipherTest {
    private static final byte[] PLAINTEXT = "{\"apiKey\":\"canary\"}".getBytes(UTF_8);
    private static final byte[] CONTEXT = context("cred_1", 1);

    private final KeyBytes valueKey = KeyBytes.owning(new byte[KeyBytes.LENGTH]);
    private final ValueCipher cipher = new ValueCipher(new SecureRandom());
    private final SealedValue value = cipher.seal(valueKey, CONTEXT, PLAINTEXT);

    private static byte[] context(String credential, int version) {
        return CanonicalEncoder.of("value").text(credential).number(version).toBytes();
    }

    private Optional<byte[]> open(SealedValue changed) {
        return cipher.open("cred_1", valueKey, CONTEXT, ValueCipher.ITERATIONS, changed);
    }

    private SealedValue with(byte[] iv, byte[] ciphertext, byte[] tag) {
        return new SealedValue(value.salt(), new Sealed(iv, ciphertext, tag));
    }

    private int cachedKeys() {
        return Inside.field(cipher, "cache", DerivedKeyCache.class).size();
    }

    @Test
    void open_whatWasSealed_givesItBackColdAndWarm() {
        assertThat(open(value)).hasValueSatisfying(text -> assertThat(text).isEqualTo(PLAINTEXT));
        assertThat(open(value)).hasValueSatisfying(text -> assertThat(text).isEqualTo(PLAINTEXT));
        assertThat(cachedKeys()).isEqualTo(1);
    }

    @Test
    void open_anyBitOfTheIvFlipped_isEmpty() {
        Sealed sealed = value.sealed();
        assertThat(Bits.flips(sealed.iv()).map(iv -> with(iv, sealed.ciphertext(), sealed.tag())))
                .allSatisfy(changed -> assertThat(open(changed)).isEmpty());
    }

    @Test
    void open_anyBitOfTheCiphertextFlipped_isEmpty() {
        Sealed sealed = value.sealed();
        assertThat(Bits.flips(sealed.ciphertext()).map(text -> with(sealed.iv(), text, sealed.tag())))
                .allSatisfy(changed -> assertThat(open(changed)).isEmpty());
    }

    @Test
    void open_anyBitOfTheTagFlipped_isEmpty() {
        Sealed sealed = value.sealed();
        assertThat(Bits.flips(sealed.tag()).map(tag -> with(sealed.iv(), sealed.ciphertext(), tag)))
                .allSatisfy(changed -> assertThat(open(changed)).isEmpty());
    }

    @Test
    void open_anyBitOfTheSaltFlipped_isEmpty() {
        assertThat(Bits.flips(value.salt()).map(salt -> new SealedValue(salt, value.sealed())))
                .hasSize(128)
                .allSatisfy(changed -> assertThat(open(changed)).isEmpty());
    }

    @Test
    void open_anyBitOfTheContextFlipped_isEmpty() {
        assertThat(Bits.flips(CONTEXT))
                .allSatisfy(other -> assertThat(cipher.open("cred_1", valueKey, other, ValueCipher.ITERATIONS, value))
                        .isEmpty());
    }

    @Test
    void open_anotherDataKey_isEmpty() {
        assertThat(Bits.flips(valueKey.getEncoded()).map(KeyBytes::owning).limit(16))
                .allSatisfy(other -> assertThat(new ValueCipher(new SecureRandom())
                                .open("cred_1", other, CONTEXT, ValueCipher.ITERATIONS, value))
                        .isEmpty());
    }

    @Test
    @DisplayName("W9, W12: a salt of any other length is refused before anything is derived")
    void open_saltOfAnotherLength_isRefusedBeforeDeriving() {
        valueKey.close(); // deriving from it would throw
        assertThat(Bits.otherLengths(value.salt(), 33).map(salt -> new SealedValue(salt, value.sealed())))
                .hasSize(33)
                .allSatisfy(changed -> assertThat(open(changed)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 999, 100_001, Integer.MAX_VALUE})
    @DisplayName("W9: iterations outside of their limits are refused before anything is derived")
    void open_iterationsOutsideOfTheLimits_isRefusedBeforeDeriving(int iterations) {
        valueKey.close(); // deriving from it would throw

        assertThat(cipher.open("cred_1", valueKey, CONTEXT, iterations, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 100_000})
    @DisplayName("W9: other iterations within the limits open nothing")
    void open_otherIterationsWithinTheLimits_isEmpty(int iterations) {
        assertThat(cipher.open("cred_1", valueKey, CONTEXT, iterations, value)).isEmpty();
        assertThat(cachedKeys()).isEqualTo(1);
    }

    @Test
    @DisplayName("R4, K1: the same value sealed a thousand times repeats no salt, IV, tag or ciphertext")
    void seal_sameValueAThousandTimes_repeatsNothing() {
        List<SealedValue> sealed = IntStream.range(0, 1_000)
                .mapToObj(i -> cipher.seal(valueKey, CONTEXT, PLAINTEXT))
                .toList();

        assertDistinct(sealed, SealedValue::salt);
        assertDistinct(sealed, each -> each.sealed().iv());
        assertDistinct(sealed, each -> each.sealed().ciphertext());
        assertDistinct(sealed, each -> each.sealed().tag());
    }

    private static void assertDistinct(List<SealedValue> sealed, Function<SealedValue, byte[]> part) {
        assertThat(sealed.stream().map(part).map(Hex::encode)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("K2: a generator that repeats itself still gives each credential and version a key of its own")
    void seal_brokenGenerator_stillUsesAnotherKeyForEachCredentialAndVersion() {
        ValueCipher broken = new ValueCipher(new GivenRandom((byte) 0));
        List<SealedValue> sealed = Stream.of(context("cred_1", 1), context("cred_1", 2), context("cred_2", 1))
                .map(context -> broken.seal(valueKey, context, PLAINTEXT))
                .toList();

        assertThat(sealed).allSatisfy(each -> {
            assertThat(each.salt()).containsOnly(0);
            assertThat(each.sealed().iv()).containsOnly(0);
        });
        // one IV and one plaintext: only another key gives another ciphertext
        assertDistinct(sealed, each -> each.sealed().ciphertext());
    }

    @Test
    void forgetAndClose_always_wipeCachedKeys() {
        open(value);
        cipher.forget("cred_2");
        assertThat(cachedKeys()).isEqualTo(1);

        cipher.forget("cred_1");
        assertThat(cachedKeys()).isZero();

        open(value);
        cipher.close();
        assertThat(cachedKeys()).isZero();
    }

    @Test
    void seal_always_leavesPlaintextAndKeyToTheirOwner() {
        assertThat(new String(PLAINTEXT, UTF_8)).contains("canary");
        assertThat(valueKey.isDestroyed()).isFalse();
    }
}
