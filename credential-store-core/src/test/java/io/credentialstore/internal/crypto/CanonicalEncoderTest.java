package io.credentialstore.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.support.Hex;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CanonicalEncoderTest {
    private static final String DOMAIN = "01" + "0000001a" + Hex.encode("credential-store/v1/golden".getBytes(UTF_8));

    /** A field as a model: what was added, in a form that {@code equals} tells apart. */
    record Part(String kind, Object content) {
        CanonicalEncoder addTo(CanonicalEncoder encoder) {
            return switch (kind) {
                case "text" -> encoder.text((String) content);
                case "number" -> encoder.number((Long) content);
                case "absent" -> encoder.optionalNumber(null);
                default -> encoder.bytes(Hex.decode((String) content));
            };
        }
    }

    @Provide
    static Arbitrary<List<Part>> fields() {
        // so few values that equal bytes would be met soon
        Arbitrary<String> few = Arbitraries.of("", "a", "?", "\ufffd", "a?");
        Arbitrary<Part> part = Arbitraries.oneOf(
                few.map(t -> new Part("text", t)),
                Arbitraries.longs().between(-1, 1).map(n -> new Part("number", n)),
                Arbitraries.of("", "00", "61", "613f").map(hex -> new Part("bytes", hex)),
                Arbitraries.just(new Part("absent", "")));
        return part.list().ofMaxSize(2);
    }

    private static byte[] encode(List<Part> parts) {
        CanonicalEncoder encoder = CanonicalEncoder.of("golden");
        parts.forEach(part -> part.addTo(encoder));
        return encoder.toBytes();
    }

    @Property(tries = 5_000)
    @Label("K7: any two lists of fields have the same bytes only when they are the same")
    void encoding_anyTwoListsOfFields_areEqualOnlyWhenTheListsAre(
            @ForAll("fields") List<Part> one, @ForAll("fields") List<Part> other) {
        assertThat(Arrays.equals(encode(one), encode(other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 1_000)
    @Label("K7: text moved over the boundary of two fields gives other bytes")
    void encoding_textMovedOverABoundary_differs(@ForAll String a, @ForAll String b, @ForAll String c) {
        assertThat(Arrays.equals(
                        encode(List.of(new Part("text", a + b), new Part("text", c))),
                        encode(List.of(new Part("text", a), new Part("text", b + c)))))
                .isEqualTo(b.isEmpty());
    }

    @Test
    @DisplayName("K7: absent, empty text and no bytes all differ")
    void absent_emptyTextAndNoBytes_allDiffer() {
        assertThat(List.of(
                        Hex.encode(CanonicalEncoder.of("x").text(null).toBytes()),
                        Hex.encode(CanonicalEncoder.of("x").text("").toBytes()),
                        Hex.encode(CanonicalEncoder.of("x").bytes(new byte[0]).toBytes()),
                        Hex.encode(CanonicalEncoder.of("x").toBytes())))
                .doesNotHaveDuplicates();
    }

    @Test
    void text_sameOctetsAsBytes_differs() {
        assertThat(CanonicalEncoder.of("x").text("abc").toBytes())
                .isNotEqualTo(
                        CanonicalEncoder.of("x").bytes("abc".getBytes(UTF_8)).toBytes());
    }

    @Test
    @DisplayName("K7: one field of each kind gives these bytes forever")
    void encoding_oneFieldOfEachKind_givesTheseBytes() {
        byte[] encoded = CanonicalEncoder.of("golden")
                .text(null)
                .text("")
                .text("é€😀")
                .number(-2)
                .optionalNumber(null)
                .optionalNumber(258)
                .bytes(new byte[] {0, (byte) 0xff})
                .toBytes();

        assertThat(Hex.encode(encoded))
                .isEqualTo(DOMAIN
                        + "00" + "00000000"
                        + "01" + "00000000"
                        + "01" + "00000009" + "c3a9" + "e282ac" + "f09f9880"
                        + "02" + "00000008" + "fffffffffffffffe"
                        + "00" + "00000000"
                        + "02" + "00000008" + "0000000000000102"
                        + "03" + "00000002" + "00ff");
    }
}
