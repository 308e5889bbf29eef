package io.credentialstore.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredState;
import io.credentialstore.support.Rows;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A statement to the world outside")
class SignerTest {
    private static final String STORE = "store_1";
    private static final String TIME = "2030-01-01T00:00:00.000Z";
    private static final Bytes MAC = Bytes.ofHex("01".repeat(32));

    private final DataKeys keys = named(DataKeys.generate(STORE, new SecureRandom()));
    private final DataKeys others = named(DataKeys.generate(STORE, new SecureRandom()));
    private final Signer signer = new Signer(keys);
    private AuditCheckpoint checkpoint;
    private AuditSegment segment;

    private static DataKeys named(DataKeys keys) {
        keys.name(List.of(new StoredKey("key_1", 1, "aes-256-gcm", "active", TIME, null)));
        return keys;
    }

    @BeforeEach
    void state() {
        checkpoint = signer.checkpoint(new StoredState(STORE, 1, TIME, 3, 7, MAC, TIME, MAC, MAC, "key_1", MAC));
        segment = signer.segment(STORE, 2, MAC, 6, MAC, MAC);
    }

    @AfterEach
    void close() {
        keys.close();
        others.close();
    }

    @Test
    @DisplayName("is signed, and known as ours to us alone")
    void statement_isOursToUsAlone() {
        assertThat(Signer.isSigned(checkpoint)).isTrue();
        assertThat(Signer.isSigned(segment)).isTrue();
        assertThat(signer.isOurs(checkpoint)).isTrue();
        assertThat(signer.isOurs(segment)).isTrue();
        assertThat(new Signer(others).isOurs(checkpoint)).isFalse();
        assertThat(new Signer(others).isOurs(segment)).isFalse();
    }

    @Test
    @DisplayName("is neither signed nor ours when any of its parts is changed")
    void statement_anyPartChanged_isNotSigned() {
        List<Rows.Damaged<AuditCheckpoint>> checkpoints = Rows.damaged(checkpoint, "time")
                .filter(damaged -> isWhole(damaged.row()))
                .toList();
        List<Rows.Damaged<AuditSegment>> segments =
                Rows.damaged(segment).filter(damaged -> isWhole(damaged.row())).toList();

        assertThat(checkpoints).hasSizeGreaterThan(1_000);
        assertThat(segments).hasSizeGreaterThan(1_000);
        assertThat(checkpoints).noneMatch(damaged -> Signer.isSigned(damaged.row()));
        assertThat(checkpoints).noneMatch(damaged -> signer.isOurs(damaged.row()));
        assertThat(segments).noneMatch(damaged -> Signer.isSigned(damaged.row()));
        assertThat(segments).noneMatch(damaged -> signer.isOurs(damaged.row()));
    }

    /** What was read from text has every part. */
    private static boolean isWhole(Record statement) {
        return !statement.toString().contains("=null");
    }

    @Test
    @DisplayName("says what it was made of, and is read back from its text")
    void statement_isReadBack() {
        assertThat(checkpoint.seq()).isEqualTo(7);
        assertThat(segment.entries()).isEqualTo(5);
        assertThat(AuditCheckpoint.ofJson(checkpoint.toJson())).isEqualTo(checkpoint);
        assertThat(AuditSegment.ofJson(segment.toJson())).isEqualTo(segment);
        assertThat(segment.withSignature(MAC).signature()).isEqualTo(MAC);
    }
}
