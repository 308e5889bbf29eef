package io.credentialstore.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InternalBugException;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.Heap;
import io.credentialstore.support.Heap.Needle;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What encoding and decoding leave in the heap")
class HeapResidueTest {
    private static final int LENGTH = 40;

    @TempDir
    private Path folder;

    private static Secret secret(Needle needle, String before, String after) {
        char[] text = needle.unmasked(before, after);
        try {
            return Secret.of(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /** Makes a value, writes it, reads it, uses it, and wipes everything it was given. */
    private static void roundTrip(CredentialType type, Function<Needle, CredentialValue> making, Needle needle) {
        try (CredentialValue value = making.apply(needle)) {
            byte[] json = ValueCodec.encode(value);
            try (CredentialValue read = ValueCodec.decode(type, json)) {
                assertThat(read.equals(value)).isTrue();
            }
            Arrays.fill(json, (byte) 0);
        }
    }

    private static CredentialValue custom(Needle needle) {
        CustomCredential custom =
                new CustomCredential(secret(needle, "{\"n\":[1,{\"x\":true}],\"escaped\":\"\\n\",\"key\":\"", "\"}"));
        custom.field("key").orElseThrow().close();
        custom.field("absent").ifPresent(Secret::close);
        return custom;
    }

    @Test
    void roundTrip_always_leavesNothingInTheHeapNotEvenAsGarbage() {
        Needle small = Needle.random(LENGTH);
        Needle large = Needle.random(LENGTH);
        Needle escaped = Needle.random(LENGTH);
        Needle object = Needle.random(LENGTH);
        Needle leaked = Needle.random(LENGTH);
        String leak = new String(leaked.unmasked("", ""));

        roundTrip(CredentialType.API_KEY, needle -> new ApiKey(secret(needle, "", "")), small);
        roundTrip(CredentialType.API_KEY, needle -> new ApiKey(secret(needle, "", "x".repeat(60_000))), large);
        roundTrip(
                CredentialType.BASIC_AUTH,
                needle -> new BasicAuth("me", secret(needle, "\n\"é😀", "\0".repeat(9_000))),
                escaped);
        roundTrip(CredentialType.CUSTOM, HeapResidueTest::custom, object);
        long[] found = Heap.count(folder, false, small, large, escaped, object, leaked);

        assertThat(found[4]).as("the control, which leaked on purpose").isPositive();
        assertThat(Arrays.copyOf(found, 4)).as("small, large, escaped, object").containsOnly(0);
        assertThat(leak).hasSize(LENGTH);
    }

    private static void decode(String before, Needle needle, String after, boolean isWhole) {
        char[] text = needle.unmasked(before, after);
        byte[] json = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            json[i] = (byte) text[i];
        }
        Arrays.fill(text, '\0');
        if (isWhole) {
            ValueCodec.decode(CredentialType.API_KEY, json).close();
        } else {
            assertThatThrownBy(() -> ValueCodec.decode(CredentialType.API_KEY, json))
                    .isInstanceOf(InternalBugException.class);
        }
        Arrays.fill(json, (byte) 0);
    }

    @Test
    void decode_whatNoValueTakes_leavesNothingEither() {
        Needle later = Needle.random(LENGTH);
        Needle listed = Needle.random(LENGTH);
        Needle cutShort = Needle.random(LENGTH);
        Needle otherwise = Needle.random(LENGTH);

        decode("{\"apiKey\":\"fake\",\"later\":\"", later, "\"}", true);
        decode("{\"apiKey\":\"fake\",\"later\":[\"", listed, "\"]}", true);
        decode("{\"apiKey\":\"", cutShort, "\",\"apiSecret\":", false);
        decode("{\"apiSecret\":\"", otherwise, "\"}", false);

        assertThat(Heap.count(folder, false, later, listed, cutShort, otherwise))
                .as("of a later version, in a list, before the text broke off, without what is needed")
                .containsOnly(0);
    }

    @Test
    void control_arraysOfBothKinds_areFoundWhileTheyLive() {
        Needle chars = Needle.random(LENGTH);
        Needle bytes = Needle.random(LENGTH);
        char[] heldChars = chars.unmasked("", "");
        byte[] heldBytes = new String(bytes.unmasked("", "")).getBytes(US_ASCII);

        long[] found = Heap.count(folder, true, chars, bytes, Needle.random(LENGTH));

        assertThat(List.of(found[0] > 0, found[1] > 0, found[2] > 0)).containsExactly(true, true, false);
        assertThat(heldChars.length + heldBytes.length).isEqualTo(2 * LENGTH);
    }
}
