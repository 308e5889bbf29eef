package io.credentialstore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.support.Vectors;
import io.credentialstore.support.Vectors.Case;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Wycheproof: HMAC-SHA256")
class WycheproofHmacTest {
    @BeforeAll
    static void vectors_arePresent() {
        Vectors.requirePresent();
    }

    static List<Case> all() {
        return Vectors.wycheproof("hmac_sha256_test.json");
    }

    static Stream<Case> keysOfFormat() {
        return all().stream().filter(c -> c.number("keySize") == 256);
    }

    /** The vectors truncate the MAC to the size of their tag; the library never does. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void keyed_anyKeyLength_agreesWithVector(Case vector) {
        byte[] mac = HmacSha256.keyed(new SecretKeySpec(vector.bytes("key"), "HmacSHA256"))
                .doFinal(vector.bytes("msg"));
        byte[] truncated = Arrays.copyOf(mac, vector.number("tagSize") / 8);

        assertThat(MessageDigest.isEqual(truncated, vector.bytes("tag"))).isEqualTo(vector.isValid());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysOfFormat")
    void verifies_keyOfFormat_acceptsOnlyWholeValidMacs(Case vector) {
        KeyBytes key = KeyBytes.owning(vector.bytes("key"));
        boolean whole = vector.number("tagSize") == 8 * HmacSha256.LENGTH;

        assertThat(HmacSha256.verifies(key, vector.bytes("msg"), vector.bytes("tag")))
                .isEqualTo(whole && vector.isValid());
    }
}
