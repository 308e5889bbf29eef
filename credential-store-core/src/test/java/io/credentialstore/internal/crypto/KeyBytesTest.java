package io.credentialstore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.credentialstore.error.ClosedException;
import io.credentialstore.support.Hex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Key bytes")
class KeyBytesTest {
    private final byte[] content = Hex.decode("7f3c9a1e5d2b8046c0ffee11a5b6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8");
    private final byte[] held = content.clone();
    private final KeyBytes key = KeyBytes.owning(held);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 24, 31, 33, 64})
    void owning_anyLengthBut32_isRefused(int length) {
        assertThatThrownBy(() -> KeyBytes.owning(new byte[length])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void getEncoded_always_isACopy() {
        key.getEncoded()[0] ^= 1;

        assertThat(key.getEncoded()).isEqualTo(content).isNotSameAs(held);
    }

    @Test
    void close_always_overwritesTheKeyAndEndsIt() {
        key.close();

        assertThat(held).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(key::getEncoded).isInstanceOf(ClosedException.class);
        assertThatThrownBy(key::duplicate).isInstanceOf(ClosedException.class);
    }

    @Test
    void mac_ofAKeyThatIsClosed_isRefused_alsoWhenItWasUsedBefore() {
        assertThat(key.mac().doFinal(content))
                .isEqualTo(key.mac().doFinal(content))
                .isEqualTo(HmacSha256.mac(KeyBytes.owning(content.clone()), content));
        key.close();

        assertThatThrownBy(key::mac).isInstanceOf(ClosedException.class);
        KeyBytes unused = KeyBytes.owning(content.clone());
        unused.close();
        assertThatThrownBy(unused::mac).isInstanceOf(ClosedException.class);
    }

    @Test
    void destroy_always_doesWhatCloseDoes() {
        key.destroy();

        assertThat(held).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
    }

    @Test
    void algorithmAndFormat_always_areThoseThatCiphersTake() {
        assertThat(key.getAlgorithm()).isEqualTo("AES");
        assertThat(key.getFormat()).isEqualTo("RAW");
    }

    @Test
    void duplicate_afterItsOriginalIsClosed_stillWorks() {
        KeyBytes copy = key.duplicate();

        key.close();

        assertThat(copy.getEncoded()).isEqualTo(content);
    }

    @Test
    void javaSerialization_always_isRefused() throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(key)).isInstanceOf(NotSerializableException.class);
        }
    }

    static Stream<ObjectMapper> mappers() {
        return Stream.of(
                new ObjectMapper(),
                JsonMapper.builder()
                        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void json_underAnyMapper_isAFixedWord(ObjectMapper mapper) throws IOException {
        String json = mapper.writeValueAsString(key);

        assertThat(json).doesNotContain(Base64.getEncoder().encodeToString(content));
        assertThat(json).isEqualTo("\"Key[redacted]\"");
    }

    @Test
    void toString_always_isAFixedWord() {
        assertThat(key).hasToString("Key[redacted]");
    }
}
