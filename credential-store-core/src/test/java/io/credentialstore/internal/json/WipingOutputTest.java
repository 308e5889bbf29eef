package io.credentialstore.internal.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.support.Inside;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Collected bytes")
class WipingOutputTest {
    private final WipingOutput out = new WipingOutput();

    private byte[] held() {
        return Inside.field(out, "buffer", byte[].class);
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 64", "63, 64", "64, 64", "65, 128", "128, 128", "129, 192", "5000, 5056"})
    void paddedTo_anyLength_fillsUpWithSpaces(int length, int padded) {
        out.write(new byte[length], 0, length);

        byte[] bytes = out.paddedTo(64);

        assertThat(bytes).hasSize(padded);
        assertThat(new String(bytes, US_ASCII)).isEqualTo("\0".repeat(length) + " ".repeat(padded - length));
    }

    @Test
    void write_singleBytesAndRanges_areKeptInOrder() {
        out.write('a');
        out.write("xbcx".getBytes(US_ASCII), 1, 2);
        out.write(0x164); // only its low byte counts

        assertThat(new String(out.paddedTo(1), US_ASCII)).isEqualTo("abcd");
    }

    @Test
    void write_beyondTheBuffer_overwritesTheOldOne() {
        List<byte[]> buffers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            if (!buffers.contains(held())) {
                buffers.add(held());
            }
            out.write('s');
        }

        assertThat(buffers).hasSizeGreaterThan(3);
        assertThat(buffers.subList(0, buffers.size() - 1))
                .allSatisfy(old -> assertThat(old).containsOnly(0));
    }

    @Test
    void close_always_overwritesTheBuffer() {
        out.write('s');
        byte[] held = held();

        out.close();

        assertThat(held).containsOnly(0);
        assertThat(new String(out.paddedTo(4), US_ASCII)).isBlank();
    }
}
