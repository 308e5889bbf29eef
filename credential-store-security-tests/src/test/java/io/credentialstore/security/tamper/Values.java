package io.credentialstore.security.tamper;

import io.credentialstore.security.report.Figures;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one value can be replaced by, with a name for each. */
final class Values {
    /** Bits of each BLOB that the quick matrix flips, spread over its length. */
    private static final int BITS = 3;

    private Values() {}

    static Map<String, @Nullable Object> insteadOf(@Nullable Object value, Table.Column column) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        if (value instanceof byte[] bytes) {
            blob(bytes, others);
        } else if (value instanceof String text) {
            text(text, others);
        } else if (value instanceof Long number) {
            number(number, others);
        } else if (value instanceof Boolean flag) {
            others.put("change", !flag);
        } else if (value instanceof Timestamp time) {
            others.put("change", Timestamp.from(time.toInstant().plusSeconds(1)));
        } else {
            others.put("change", column.isNumber() ? (Object) 1L : "2030-01-01T00:00:00.000Z");
            others.put("empty", "");
            others.put("retype", new byte[0]);
        }
        if (value != null) {
            others.put("null", null);
        }
        return others;
    }

    private static void blob(byte[] value, Map<String, @Nullable Object> others) {
        flips(value).forEach((bit, flipped) -> others.put("flip bit " + bit, flipped));
        others.put("change", filled(value.length));
        others.put("extend", Arrays.copyOf(value, value.length + 1));
        others.put("truncate", Arrays.copyOf(value, value.length - 1));
        others.put("empty", new byte[0]);
        others.put("retype", new Row.TextBytes(value));
        others.put("retype in hexadecimal", HexFormat.of().formatHex(value));
        others.put("retype as a number", 0L);
    }

    private static Map<Integer, byte[]> flips(byte[] value) {
        int bits = value.length * Byte.SIZE;
        int step = Figures.thorough() ? 1 : Math.max(1, bits / BITS + 1);
        Map<Integer, byte[]> flips = new TreeMap<>();
        for (int bit = 0; bit < bits; bit += step) {
            byte[] flipped = value.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            flips.put(bit, flipped);
        }
        return flips;
    }

    private static byte[] filled(int length) {
        byte[] zeros = new byte[length];
        Arrays.fill(zeros, (byte) 0x5a);
        return zeros;
    }

    private static void text(String value, Map<String, @Nullable Object> others) {
        String shorter = value.substring(0, Math.max(0, value.length() - 1));
        others.put("change", shorter + (value.endsWith("0") ? "1" : "0"));
        others.put("extend", value + " ");
        others.put("extend behind a zero", value + "\0x");
        others.put("truncate", shorter);
        others.put("empty", "");
        others.put("retype", value.getBytes(StandardCharsets.UTF_8));
        others.put("retype as a number", 1L);
        others.put("change to what is no text", new Row.TextBytes(new byte[] {(byte) 0xc3, (byte) 0x28}));
    }

    /** Numbers that an int cannot hold become others when somebody reads them as one. */
    private static void number(long value, Map<String, @Nullable Object> others) {
        others.put("change", value + 1);
        others.put("truncate", value / 10);
        others.put("extend", value * 10 + 7);
        others.put("empty", value == 0 ? Long.MIN_VALUE : 0L);
        others.put("change to a negative one", -1 - value);
        others.put("change beyond an int", value + (1L << 32));
        others.put("change to the largest", Long.MAX_VALUE);
        others.put("retype", Long.toString(value));
        others.put("retype as bytes", Long.toString(value).getBytes(StandardCharsets.UTF_8));
        others.put("retype with a fraction", value + 0.5);
    }
}
