package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.examples.executor.ExecutorException;
import io.credentialstore.examples.executor.Tool;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.examples.executor.ToolExecutor;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credential that a tool call names. Whatever the text is, it opens the one credential of which it is the id or the
 * name, letter by letter, or none.
 */
final class ReferenceTarget {
    private static final String SKILL = "skill";
    private static final ToolExecutor EXECUTOR = new ToolExecutor(store("first", "second"), List.of(new Teller()));

    private ReferenceTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.text(input);
        call(text).ifPresent(told -> {
            assertThat(told.get("value")).isEqualTo(told.get("name"));
            assertThat(text).isIn(told.get("id"), told.get("name"));
        });
    }

    private static Optional<Map<String, Object>> call(String reference) {
        try {
            ToolCall call = new ToolCall("teller", Map.of(), reference);
            return Refusals.resultOf(() -> EXECUTOR.execute(call, Caller.skill(SKILL)));
        } catch (ExecutorException e) {
            Refusals.assertPrintableLine(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static CredentialStore store(String... names) {
        CredentialStore store = Stores.inMemory();
        for (String name : names) {
            try (ApiKey value = TestValues.apiKey(name)) {
                CredentialId id = store.storeCredential(name, "service", value);
                store.grantAccess(id, Entity.skill(SKILL), AccessLevel.READ);
            }
        }
        return store;
    }

    /** Tells which credential it was given. */
    private static final class Teller implements Tool {
        @Override
        public String id() {
            return "teller";
        }

        @Override
        public void requireUsable(Credential credential, Map<String, Object> input) {
            assertThat(credential.service()).isEqualTo("service");
        }

        @Override
        public Map<String, Object> execute(Map<String, Object> input, @Nullable RetrievedCredential credential) {
            assertThat(credential).isNotNull();
            Credential facts = credential.credential();
            String value = credential.value(ApiKey.class).apiKey().use(String::new);
            return Map.of("id", facts.id().value(), "name", facts.name(), "value", value);
        }
    }
}
