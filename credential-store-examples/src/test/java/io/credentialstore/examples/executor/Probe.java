package io.credentialstore.examples.executor;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.model.Credential;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool that takes any API key and remembers what it was given, so that a test can look at it afterwards. */
final class Probe implements Tool {
    final List<String> seen = new ArrayList<>();
    final List<Secret> given = new ArrayList<>();

    @Override
    public String id() {
        return "probe";
    }

    @Override
    public void requireUsable(Credential credential, Map<String, Object> input) {
        if (input.containsKey("refuse")) {
            throw new ExecutorException(ExecutorException.Reason.NOT_USABLE_HERE, "The probe was told to refuse.");
        }
    }

    @Override
    public Map<String, Object> execute(Map<String, Object> input, @Nullable RetrievedCredential credential) {
        if (credential != null) {
            Secret key = credential.value(ApiKey.class).apiKey();
            seen.add(key.use(String::new));
            given.add(key);
        }
        if (input.containsKey("fail")) {
            throw new ExecutorException(ExecutorException.Reason.TOOL_FAILED, "The probe was told to fail.");
        }
        return Map.of("calls", seen.size());
    }
}
