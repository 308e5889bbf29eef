package io.credentialstore.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.BufferRecycler;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Buffers for Jackson")
class WipingBuffersTest {
    private static final int CHARS = 100_000;

    private final WipingBuffers.Source source = new WipingBuffers.Source(CHARS);
    private final BufferRecycler buffers = source.acquirePooled();

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferRecycler.CHAR_TOKEN_BUFFER,
                BufferRecycler.CHAR_CONCAT_BUFFER,
                BufferRecycler.CHAR_TEXT_BUFFER,
                BufferRecycler.CHAR_NAME_COPY_BUFFER
            })
    void charBuffer_givenBack_isOverwrittenAndNotHandedOutAgain(int kind) {
        char[] buffer = buffers.allocCharBuffer(kind);
        Arrays.fill(buffer, 's');

        buffers.releaseCharBuffer(kind, buffer);

        assertThat(buffer).containsOnly('\0');
        assertThat(buffers.allocCharBuffer(kind)).isNotSameAs(buffer);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferRecycler.BYTE_READ_IO_BUFFER,
                BufferRecycler.BYTE_WRITE_ENCODING_BUFFER,
                BufferRecycler.BYTE_WRITE_CONCAT_BUFFER,
                BufferRecycler.BYTE_BASE64_CODEC_BUFFER
            })
    void byteBuffer_givenBack_isOverwrittenAndNotHandedOutAgain(int kind) {
        byte[] buffer = buffers.allocByteBuffer(kind);
        Arrays.fill(buffer, (byte) 's');

        buffers.releaseByteBuffer(kind, buffer);

        assertThat(buffer).containsOnly(0);
        assertThat(buffers.allocByteBuffer(kind)).isNotSameAs(buffer);
    }

    @Test
    void textBuffer_always_isLargeEnoughForTheLongestText() {
        assertThat(buffers.allocCharBuffer(BufferRecycler.CHAR_TEXT_BUFFER).length)
                .isGreaterThanOrEqualTo(CHARS);
        assertThat(buffers.allocCharBuffer(BufferRecycler.CHAR_TEXT_BUFFER, CHARS + 1).length)
                .isGreaterThan(CHARS);
    }

    @Test
    void source_always_handsOutFreshBuffers() {
        source.releasePooled(buffers);

        assertThat(source.acquirePooled()).isNotSameAs(buffers);
        assertThat(source.pooledCount()).isLessThanOrEqualTo(0);
    }
}
