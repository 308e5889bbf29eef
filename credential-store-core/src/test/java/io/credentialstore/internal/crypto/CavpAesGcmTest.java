package io.credentialstore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.support.GivenRandom;
import io.credentialstore.support.Hex;
import io.credentialstore.support.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("NIST CAVP: AES-256-GCM with a given IV")
class CavpAesGcmTest {
    private static final String FILE = "gcmEncryptExtIV256.iv96tag128.rsp";
    private static final Pattern BLANK_LINES = Pattern.compile("\\R\\R+");

    /** One block of the file. */
    record Vector(String section, Map<String, String> fields) {
        byte[] bytes(String field) {
            return Hex.decode(fields.get(field));
        }

        @Override
        public String toString() {
            return FILE + " " + section + " Count " + fields.get("Count");
        }
    }

    @BeforeAll
    static void vectors_arePresent() {
        Vectors.requirePresent();
    }

    static List<Vector> all() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        StringBuilder section = new StringBuilder();
        for (String block :
                BLANK_LINES.splitAsStream(Vectors.read("nist-cavp/" + FILE)).toList()) {
            if (block.startsWith("[")) {
                section.setLength(0);
                section.append(block.replaceAll("\\R", " "));
            } else if (block.startsWith("Count")) {
                vectors.add(new Vector(section.toString(), fields(block)));
            }
        }
        return vectors;
    }

    private static Map<String, String> fields(String block) {
        Map<String, String> fields = new HashMap<>();
        block.lines().forEach(line -> {
            int equals = line.indexOf('=');
            fields.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        });
        return fields;
    }

    @Test
    void file_isReadWhole() throws IOException {
        assertThat(all()).hasSize(375).extracting(Vector::toString).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void decrypt_ciphertextOfVector_givesItsPlaintext(Vector vector) {
        AesGcm.Sealed sealed = new AesGcm.Sealed(vector.bytes("IV"), vector.bytes("CT"), vector.bytes("Tag"));

        assertThat(AesGcm.decrypt(KeyBytes.owning(vector.bytes("Key")), sealed, vector.bytes("AAD")))
                .hasValueSatisfying(plaintext -> assertThat(plaintext).isEqualTo(vector.bytes("PT")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void encrypt_underTheIvOfTheVector_givesItsCiphertext(Vector vector) {
        GivenRandom random = new GivenRandom(vector.bytes("IV"));

        AesGcm.Sealed sealed =
                AesGcm.encrypt(KeyBytes.owning(vector.bytes("Key")), vector.bytes("PT"), vector.bytes("AAD"), random);

        assertThat(random.drawn()).as("bytes drawn").isEqualTo(AesGcm.IV_LENGTH);
        assertThat(sealed.ciphertext()).isEqualTo(vector.bytes("CT"));
        assertThat(sealed.tag()).isEqualTo(vector.bytes("Tag"));
    }
}
