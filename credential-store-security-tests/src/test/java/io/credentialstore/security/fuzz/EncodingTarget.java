package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.internal.crypto.CanonicalEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The canonical encoding of any list of fields. A reader that knows nothing but docs/FORMAT.md finds the same fields in the
 * bytes again, so no two lists can have the same bytes.
 */
final class EncodingTarget {
    private EncodingTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Input parts = new Input(input);
        List<String> given = new ArrayList<>();
        String purpose = parts.text();
        given.add("text credential-store/v1/" + purpose);
        CanonicalEncoder encoder = CanonicalEncoder.of(purpose);
        while (parts.hasMore()) {
            given.add(add(encoder, parts));
        }
        assertThat(fields(encoder.toBytes())).isEqualTo(given);
    }

    /** Adds a field and describes it. */
    private static String add(CanonicalEncoder encoder, Input parts) {
        switch (parts.below(5)) {
            case 0 -> {
                encoder.text(null);
                return "absent";
            }
            case 1 -> {
                encoder.optionalNumber(null);
                return "absent";
            }
            case 2 -> {
                long number = parts.number(Long.BYTES);
                encoder.number(number);
                return "number " + number;
            }
            case 3 -> {
                byte[] bytes = parts.chunk();
                encoder.bytes(bytes);
                return "bytes " + HexFormat.of().formatHex(bytes);
            }
            default -> {
                String text = parts.text();
                encoder.text(text);
                return "text " + text;
            }
        }
    }

    private static List<String> fields(byte[] encoding) {
        List<String> fields = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(encoding); in.hasRemaining(); ) {
            int kind = in.get();
            byte[] content = new byte[in.getInt()];
            in.get(content);
            fields.add(describe(kind, content));
        }
        return fields;
    }

    private static String describe(int kind, byte[] content) {
        return switch (kind) {
            case 0 -> "absent" + (content.length == 0 ? "" : " but " + Arrays.toString(content));
            case 1 -> "text " + new String(content, StandardCharsets.UTF_8);
            case 2 -> "number " + ByteBuffer.wrap(content).getLong();
            case 3 -> "bytes " + HexFormat.of().formatHex(content);
            default -> "kind " + kind;
        };
    }
}
