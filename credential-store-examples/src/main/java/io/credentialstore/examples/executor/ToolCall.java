package io.credentialstore.examples.executor;

import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.CredentialId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a skill or model asks of a tool. It may be logged: in place of a secret it holds a credential's name or id.
 *
 * @param tool the tool's id
 * @param input what the tool is to do
 * @param credential the name or id of the credential to do it with, or null for none
 */
public record ToolCall(
        String tool, Map<String, Object> input, @Nullable String credential) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}");

    /**
     * Copies the input and checks the names, which a model may have made up and which appear in messages.
     *
     * @throws ExecutorException when one is no name
     */
    public ToolCall {
        requireName("tool", tool);
        if (credential != null) {
            requireName("credential", credential);
        }
        input = Map.copyOf(input);
    }

    private static void requireName(String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ExecutorException(
                    Reason.INVALID_INPUT,
                    "A tool call's " + field + " must be 1 to 128 letters, digits and separators such as '_' and '.'.");
        }
    }

    /**
     * A call without a credential.
     *
     * @param tool the tool's id
     * @param input what the tool is to do
     * @return the call
     */
    public static ToolCall of(String tool, Map<String, Object> input) {
        return new ToolCall(tool, input, null);
    }

    /**
     * With a credential, by its name in the store's environment.
     *
     * @param name the credential's name
     * @return a copy
     */
    public ToolCall withCredential(String name) {
        return new ToolCall(tool, input, name);
    }

    /**
     * With a credential, by its id.
     *
     * @param id the credential's id
     * @return a copy
     */
    public ToolCall withCredential(CredentialId id) {
        return new ToolCall(tool, input, id.value());
    }
}
