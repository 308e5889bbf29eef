package io.credentialstore.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.secret.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Metadata")
class MetadataTest {
    /** What is not JSON; {@code canary} must not appear in the refusal. */
    record Bean(String canary) {
        @Override
        public String toString() {
            return "canary";
        }
    }

    private static void assertRefused(Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo("metadata"))
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    private static String nestedObjects(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static Object nestedLists(int levels) {
        Object list = List.of();
        for (int i = 1; i < levels; i++) {
            list = List.of(list);
        }
        return list;
    }

    @Test
    void of_everythingThatJsonHas_isKeptInOrder() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("text", "é€😀\"\\\n\u0000");
        entries.put("null", null);
        entries.put("true", true);
        entries.put("int", 1);
        entries.put("long", Long.MIN_VALUE);
        entries.put("short", (short) 2);
        entries.put("byte", (byte) 3);
        entries.put("double", 1.5);
        entries.put("big", new BigInteger("123456789012345678901234567890"));
        entries.put("decimal", new BigDecimal("1.10"));
        entries.put("list", List.of(1, "x", List.of(), Map.of()));
        entries.put("", Map.of("", ""));

        Metadata metadata = Metadata.of(entries);

        assertThat(metadata.toJson())
                .isEqualTo("{\"text\":\"é€😀\\\"\\\\\\n\\u0000\",\"null\":null,\"true\":true,\"int\":1,"
                        + "\"long\":-9223372036854775808,\"short\":2,\"byte\":3,\"double\":1.5,"
                        + "\"big\":123456789012345678901234567890,\"decimal\":1.10,"
                        + "\"list\":[1,\"x\",[],{}],\"\":{\"\":\"\"}}");
        assertThat(Metadata.ofJson(metadata.toJson())).isEqualTo(metadata).hasSameHashCodeAs(metadata);
        assertThat(Metadata.of(metadata.toMap())).isEqualTo(metadata);
        assertThat(metadata.toMap()).containsOnlyKeys(entries.keySet());
    }

    @Test
    void ofJson_whiteSpace_isDropped() {
        assertThat(Metadata.ofJson(" { \"a\" : [ 1 , 2 ] }\n")).hasToString("{\"a\":[1,2]}");
        assertThat(Metadata.none()).hasToString("{}").isEqualTo(Metadata.of(Map.of()));
    }

    @Test
    void text_ofAnEntry_isGivenWhenItIsAString() {
        Metadata metadata = Metadata.ofJson("{\"a\":\"x\",\"b\":1,\"c\":null,\"d\":{\"a\":\"y\"}}");

        assertThat(metadata.text("a")).contains("x");
        assertThat(Stream.of("b", "c", "d", "e", "").map(metadata::text)).containsOnly(Optional.empty());
    }

    @Test
    void toMap_changed_leavesTheMetadata() {
        Metadata metadata = Metadata.ofJson("{\"a\":1}");

        metadata.toMap().put("b", 2);

        assertThat(metadata.toMap()).containsOnlyKeys("a");
    }

    static Stream<Object> notJson() {
        return Stream.of(
                new Bean("canary"),
                Secret.ofString("canary"),
                new Object(),
                'c',
                new char[] {'c'},
                new byte[1],
                Set.of(1),
                Optional.of("canary"),
                Instant.EPOCH,
                URI.create("canary:x"),
                CharBuffer.wrap("canary"),
                Environment.DEV,
                Map.of(1, "canary"),
                Collections.singletonMap(null, "canary"),
                new AtomicInteger(1),
                new DoubleAdder(),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                "canary\ud800",
                "\udc00canary");
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void of_whatIsNotJson_isRefusedAtAnyDepth(Object value) {
        assertRefused(() -> Metadata.of(Collections.singletonMap("a", value)));
        assertRefused(() -> Metadata.of(Map.of("a", List.of(1, Map.of("b", List.of(value))))));
    }

    @Test
    void of_arrayOfTexts_isRefused() {
        assertRefused(() -> Metadata.of(Map.of("a", new String[] {"canary"})));
    }

    @Test
    void of_keyThatIsNoText_isRefused() {
        assertRefused(() -> Metadata.of(Map.of("\ud800", 1)));
        assertRefused(() -> Metadata.of(Collections.singletonMap(null, 1)));
        assertRefused(() -> Metadata.of(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"canary\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{} {}",
                "{}{}",
                "{}canary",
                "{} null",
                "{},",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":canary}",
                "{\"a\":\"canary}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":0x1}",
                "{\"a\":1e}",
                "{\"a\":1e99999999999}",
                "{\"a\":1e-99999999999}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"canary\\x\"}",
                "/**/{}",
                "{}//",
                "\ufeff{}",
                "{\"a\":[}",
                "{\"canary\":1,\"canary\":2}"
            })
    void ofJson_anythingButOneObject_isRefusedWithoutQuotingIt(String text) {
        assertRefused(() -> Metadata.ofJson(text));
    }

    @Test
    void depth_limit_isAcceptedAndOneMoreRefused() {
        assertThat(Metadata.ofJson(nestedObjects(8)).toJson()).isEqualTo(nestedObjects(8));
        assertRefused(() -> Metadata.ofJson(nestedObjects(9)));
        assertRefused(() -> Metadata.ofJson("{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"));
        assertThat(Metadata.of(Map.of("a", nestedLists(7))).toMap()).hasSize(1);
        assertRefused(() -> Metadata.of(Map.of("a", nestedLists(8))));
    }

    @Test
    void depth_mapThatHoldsItself_isRefused() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("a", endless);
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertRefused(() -> Metadata.of(endless));
        assertRefused(() -> Metadata.of(Map.of("a", list)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀", "\"", "\\", "\n"})
    void size_limitInBytesOfJson_isAcceptedAndOneMoreRefused(String one) {
        int written = Metadata.of(Map.of("a", one)).toJson().getBytes(UTF_8).length - 8;
        String longest = one.repeat((4_096 - 8) / written);

        assertThat(Metadata.of(Map.of("a", longest)).text("a")).contains(longest);
        assertRefused(() -> Metadata.of(Map.of("a", longest + one)));
        assertRefused(() -> Metadata.ofJson("{\"a\":\"" + "é".repeat(2_045) + "\"}"));
    }

    @Test
    void size_textLongerThanTheLimit_isRefusedBeforeItIsParsed() {
        assertThatThrownBy(() -> Metadata.ofJson(" ".repeat(4_095) + "{}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("metadata is 4097 bytes of JSON; the limit is 4096");
        assertThat(Metadata.ofJson(" ".repeat(4_094) + "{}")).isEqualTo(Metadata.none());
    }

    @Test
    void size_manyEntries_isRefused() {
        Map<String, Integer> many = new HashMap<>();
        IntStream.range(0, 10_000).forEach(i -> many.put("key" + i, i));

        assertRefused(() -> Metadata.of(many));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000", "1E-1000000", "-1.5e+30", "123456789012345678901234567890.123456789"})
    void number_ofAnySize_isKeptExactly(String number) {
        Metadata metadata = Metadata.ofJson("{\"a\":" + number + "}");

        assertThat((BigDecimal) metadata.toMap().get("a")).isEqualByComparingTo(new BigDecimal(number));
        assertThat(Metadata.ofJson(metadata.toJson())).isEqualTo(metadata);
    }

    @Test
    void number_limitOfDigits_isAcceptedAndOneMoreRefused() {
        assertThat(Metadata.ofJson("{\"a\":" + "9".repeat(100) + "}").toMap()).hasSize(1);
        assertRefused(() -> Metadata.ofJson("{\"a\":" + "9".repeat(101) + "}"));
        assertRefused(() -> Metadata.of(Map.of("a", new BigInteger("9".repeat(101)))));
        assertRefused(() -> Metadata.of(Map.of("a", new BigDecimal("9".repeat(99) + ".99"))));
    }
}
