package io.credentialstore.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.support.Bits;
import javax.crypto.Mac;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("HMAC-SHA256")
class HmacSha256Test {
    private static final byte[] MESSAGE = "row 1".getBytes(UTF_8);

    private final KeyBytes key = KeyBytes.owning(new byte[KeyBytes.LENGTH]);
    private final byte[] mac = HmacSha256.mac(key, MESSAGE);

    @Test
    void verifies_itsOwnMac_isTrue() {
        assertThat(HmacSha256.verifies(key, MESSAGE, mac)).isTrue();
        assertThat(mac).hasSize(HmacSha256.LENGTH);
    }

    @Test
    void verifies_anyBitOfTheMacFlipped_isFalse() {
        assertThat(Bits.flips(mac)).hasSize(256).noneMatch(other -> HmacSha256.verifies(key, MESSAGE, other));
    }

    @Test
    @DisplayName("K9: a MAC of any other length is refused, also the genuine one cut short")
    void verifies_macOfAnotherLength_isFalse() {
        assertThat(Bits.otherLengths(mac, 64)).hasSize(64).noneMatch(other -> HmacSha256.verifies(key, MESSAGE, other));
    }

    @Test
    void verifies_anyBitOfTheMessageFlipped_isFalse() {
        assertThat(Bits.flips(MESSAGE)).noneMatch(other -> HmacSha256.verifies(key, other, mac));
    }

    @Test
    void verifies_anyBitOfTheKeyFlipped_isFalse() {
        assertThat(Bits.flips(new byte[KeyBytes.LENGTH]).map(KeyBytes::owning))
                .noneMatch(other -> HmacSha256.verifies(other, MESSAGE, mac));
    }

    @Test
    void forget_always_putsZerosInPlaceOfTheKey() {
        byte[] other = new byte[KeyBytes.LENGTH];
        other[0] = 1;
        Mac keyed = HmacSha256.keyed(KeyBytes.owning(other));
        HmacSha256.forget(keyed);

        assertThat(keyed.doFinal(MESSAGE)).isEqualTo(mac);
    }
}
