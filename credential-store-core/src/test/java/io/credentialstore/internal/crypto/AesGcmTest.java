package io.credentialstore.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.ClosedException;
import io.credentialstore.internal.crypto.AesGcm.Sealed;
import io.credentialstore.support.Bits;
import io.credentialstore.support.Hex;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    private static final int ENCRYPTIONS = 100_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] KEY = random(KeyBytes.LENGTH);
    private static final byte[] PLAINTEXT = random(64);
    private static final byte[] ASSOCIATED = "credential 1, version 2".getBytes(UTF_8);

    private final KeyBytes key = KeyBytes.owning(KEY.clone());
    private final Sealed sealed = AesGcm.encrypt(key, PLAINTEXT, ASSOCIATED, RANDOM);

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Property(tries = 200)
    void decrypt_whatWasEncrypted_givesItBack(@ForAll @Size(max = 300) byte[] text, @ForAll byte[] associated) {
        Sealed any = AesGcm.encrypt(key, text, associated, RANDOM);

        assertThat(AesGcm.decrypt(key, any, associated))
                .hasValueSatisfying(t -> assertThat(t).isEqualTo(text));
    }

    @Test
    void decrypt_anyBitOfTheIvFlipped_isEmpty() {
        assertThat(Bits.flips(sealed.iv()).map(iv -> new Sealed(iv, sealed.ciphertext(), sealed.tag())))
                .hasSize(96)
                .allSatisfy(this::isRefused);
    }

    @Test
    void decrypt_anyBitOfTheCiphertextFlipped_isEmpty() {
        assertThat(Bits.flips(sealed.ciphertext()).map(text -> new Sealed(sealed.iv(), text, sealed.tag())))
                .hasSize(512)
                .allSatisfy(this::isRefused);
    }

    @Test
    void decrypt_anyBitOfTheTagFlipped_isEmpty() {
        assertThat(Bits.flips(sealed.tag()).map(tag -> new Sealed(sealed.iv(), sealed.ciphertext(), tag)))
                .hasSize(128)
                .allSatisfy(this::isRefused);
    }

    @Test
    void decrypt_anyBitOfTheAssociatedDataFlipped_isEmpty() {
        assertThat(Bits.flips(ASSOCIATED))
                .allSatisfy(
                        other -> assertThat(AesGcm.decrypt(key, sealed, other)).isEmpty());
    }

    @Test
    void decrypt_anyBitOfTheKeyFlipped_isEmpty() {
        assertThat(Bits.flips(KEY).map(KeyBytes::owning))
                .hasSize(256)
                .allSatisfy(other ->
                        assertThat(AesGcm.decrypt(other, sealed, ASSOCIATED)).isEmpty());
    }

    @Test
    @DisplayName("W12: an IV of any other length opens nothing")
    void decrypt_ivOfAnotherLength_isEmpty() {
        assertThat(Bits.otherLengths(sealed.iv(), 32).map(iv -> new Sealed(iv, sealed.ciphertext(), sealed.tag())))
                .hasSize(32)
                .allSatisfy(this::isRefused);
    }

    @Test
    @DisplayName("W12: a tag of any other length opens nothing")
    void decrypt_tagOfAnotherLength_isEmpty() {
        assertThat(Bits.otherLengths(sealed.tag(), 32).map(tag -> new Sealed(sealed.iv(), sealed.ciphertext(), tag)))
                .hasSize(32)
                .allSatisfy(this::isRefused);
    }

    @Test
    void decrypt_ciphertextOfAnotherLength_isEmpty() {
        assertThat(Bits.otherLengths(sealed.ciphertext(), 80).map(text -> new Sealed(sealed.iv(), text, sealed.tag())))
                .allSatisfy(this::isRefused);
    }

    private void isRefused(Sealed other) {
        assertThat(AesGcm.decrypt(key, other, ASSOCIATED)).isEmpty();
    }

    @Test
    @DisplayName("K1: a hundred thousand encryptions under one key have as many IVs")
    void encrypt_sameTextUnderSameKey_neverRepeatsAnIv() {
        Set<String> ivs = new HashSet<>();
        for (int i = 0; i < ENCRYPTIONS; i++) {
            ivs.add(Hex.encode(
                    AesGcm.encrypt(key, PLAINTEXT, ASSOCIATED, RANDOM).iv()));
        }

        assertThat(ivs).hasSize(ENCRYPTIONS);
    }

    @Test
    void encrypt_always_leavesItsInputsAlone() {
        byte[] text = PLAINTEXT.clone();

        AesGcm.encrypt(key, text, ASSOCIATED, RANDOM);

        assertThat(text).isEqualTo(PLAINTEXT);
        assertThat(key.getEncoded()).isEqualTo(KEY);
    }

    @Test
    void encryptAndDecrypt_closedKey_throw() {
        key.close();

        assertThatThrownBy(() -> AesGcm.encrypt(key, PLAINTEXT, ASSOCIATED, RANDOM))
                .isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> AesGcm.decrypt(key, sealed, ASSOCIATED)).isInstanceOf(ClosedException.class);
    }

    @Test
    void encrypt_always_hidesThePlaintext() {
        assertThat(sealed.ciphertext()).hasSameSizeAs(PLAINTEXT).isNotEqualTo(PLAINTEXT);
        assertThat(Arrays.equals(sealed.tag(), new byte[AesGcm.TAG_LENGTH])).isFalse();
    }
}
