package io.credentialstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What would take too long on a disk. */
@Tag("access")
class InMemoryLimitsTest {
    private static final int MOST_GRANTS = 1_000;

    @Test
    void credential_hasAThousandGrants_andCanThenStillReplaceOne() {
        try (CredentialStore store = Stores.inMemory()) {
            CredentialId id = store.storeCredential("name", "service", TestValues.apiKey("value"));
            for (int i = 0; i < MOST_GRANTS; i++) {
                store.grantAccess(id, Entity.skill("skill-" + i), AccessLevel.READ);
            }

            assertThatThrownBy(() -> store.grantAccess(id, Entity.skill("one-too-many"), AccessLevel.READ))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("1000");
            store.grantAccess(id, Entity.skill("skill-0"), AccessLevel.ADMIN);

            assertThat(store.getAccessPolicies(id)).hasSize(MOST_GRANTS);
            assertThat(store.hasAccess(id, Entity.skill("skill-0"), AccessLevel.ADMIN))
                    .isTrue();
            assertThat(store.verifyIntegrity().findings()).isEmpty();
        }
    }
}
