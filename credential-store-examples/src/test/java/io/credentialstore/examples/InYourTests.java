package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Canary;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.Stores;
import io.credentialstore.value.ApiKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a host tests its own code: no file, no waiting, and a secret that can be searched for. */
class InYourTests {
    // tag::memory[]
    @Test
    void grantEndsAndNothingIsPrinted() {
        SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
        Canary canary = Canary.named("stripe key");
        try (CredentialStore store = Stores.inMemory(clock);
                ApiKey key = new ApiKey(canary.secret())) {
            CredentialId id = store.storeCredential("stripe", "stripe", key);
            Entity skill = Entity.skill("payer");
            store.grantAccess(
                    id,
                    Grant.of(skill, AccessLevel.READ)
                            .withExpiresAt(clock.instant().plusSeconds(60)));

            clock.advance(Duration.ofMinutes(1));

            assertThat(store.hasAccess(id, skill)).isFalse();
            assertThat(canary.findIn(store.getAuditTrail(id).toString())).isEmpty();
        }
    }
    // end::memory[]
}
