package io.credentialstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.DenialReason;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessGuardTest {
    private static final Instant NOW = Instant.parse("2030-01-02T00:00:00Z");

    private static StoredPolicy grant(@Nullable Integer maxUses) {
        String granted = "2030-01-01T00:00:00.000Z";
        return new StoredPolicy(
                "policy_20300101_anybodysid",
                "cred_20300101_anybodysid",
                "reader",
                "skill",
                "admin",
                null,
                granted,
                null,
                null,
                maxUses,
                "key_20300101_anybodysid",
                Bytes.of(new byte[32]));
    }

    @Test
    @DisplayName("a grant that is limited to a number of uses, which nobody counts yet, allows nothing")
    void limitedGrant_allowsNothing() {
        assertThat(AccessGuard.flawOf(grant(3), AccessLevel.READ, NOW)).contains(DenialReason.GRANT_NOT_UNDERSTOOD);
        assertThat(AccessGuard.flawOf(grant(null), AccessLevel.READ, NOW)).isEmpty();
    }
}
