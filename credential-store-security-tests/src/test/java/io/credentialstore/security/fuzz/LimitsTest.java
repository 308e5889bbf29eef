package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.examples.executor.ExecutorException;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Environment;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whoever sends too much")
class LimitsTest {
    private static final int LONG = 100_000;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a", "a.", "a-", "0", "0:", "%", "cred_a_", "host."})
    @DisplayName("I6: keeps no pattern busy with 100,000 characters, whether or not their end fits")
    @Timeout(20)
    void patterns_longText_isRefusedWithoutBacktracking(String piece) {
        String text = piece.repeat(LONG / piece.length());
        for (String attack : List.of(text, text + "!", "cred_20260101_" + text, "[" + text)) {
            NamesTarget.fuzzerTestOneInput(attack.getBytes(StandardCharsets.UTF_8));
            refused(() -> AuditAction.host(attack));
            refused(() -> Environment.of(attack));
            refused(() -> new DbConnection(attack, 1, "db", "role", TestValues.secret("fake"), true));
            refused(() -> OAuthToken.of(TestValues.secret("fake")).withScopes(List.of(attack)));
            assertThatThrownBy(() -> new ToolCall("tool", Map.of(), attack)).isInstanceOf(ExecutorException.class);
        }
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidInputException.class);
    }

    @Test
    @DisplayName(
            "A10: adds 16 master keys at most, so that opening with a wrong key never costs more than 16 stretches")
    void masterKeys_beyondSixteen_areRefused() {
        try (CredentialStore store = Stores.inMemory();
                MasterKey oneTooMany = MasterKey.generate()) {
            for (int count = 2; count <= 16; count++) {
                try (MasterKey another = MasterKey.generate()) {
                    store.addMasterKey(another, null);
                }
            }
            assertThatThrownBy(() -> store.addMasterKey(oneTooMany, null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("at most 16");
            assertThat(store.getMasterKeys()).hasSize(16);
            assertThat(store.verifyIntegrity().findings()).isEmpty();
        }
    }
}
