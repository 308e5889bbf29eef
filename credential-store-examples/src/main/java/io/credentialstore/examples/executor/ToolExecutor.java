package io.credentialstore.examples.executor;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Calls tools, and gives them the credentials that their calls name.
 *
 * <p>A value is retrieved as the caller, under the caller's grants, right before the tool needs it, and is wiped when the
 * tool returns. Calls without a credential do not touch the store. Thread-safe.
 */
public final class ToolExecutor {
    private final CredentialStore store;
    private final Map<String, Tool> tools;

    /**
     * For these tools.
     *
     * @param store where credentials are; stays the host's to close
     * @param tools the tools, no two with one id
     */
    public ToolExecutor(CredentialStore store, List<Tool> tools) {
        this.store = store;
        this.tools = tools.stream().collect(Collectors.toUnmodifiableMap(Tool::id, Function.identity()));
    }

    /**
     * Calls a tool.
     *
     * @param call what is asked
     * @param caller the skill or tool in whose name; its grants decide
     * @return the tool's output
     * @throws ExecutorException when there is no such tool, or it refuses the credential, or fails
     * @throws io.credentialstore.error.AccessDeniedException when the caller has no grant, or there is no such credential: both read the same
     * @throws io.credentialstore.error.CredentialUnavailableException when the credential is revoked or has expired
     */
    public Map<String, Object> execute(ToolCall call, Caller caller) {
        Tool tool = tools.get(call.tool());
        if (tool == null) {
            throw new ExecutorException(
                    Reason.UNKNOWN_TOOL, "There is no tool " + call.tool() + ". Known are " + tools.keySet() + ".");
        }
        String reference = call.credential();
        return reference == null
                ? tool.execute(call.input(), null)
                : execute(tool, call.input(), new CredentialReference(reference), store.as(caller));
    }

    private static Map<String, Object> execute(
            Tool tool, Map<String, Object> input, CredentialReference reference, ScopedCredentialStore scoped) {
        reference.find(scoped).ifPresent(credential -> tool.requireUsable(credential, input));
        try (RetrievedCredential released = reference.retrieve(scoped)) {
            // once more, because what was released may be newer than what was looked at
            tool.requireUsable(released.credential(), input);
            return tool.execute(input, released);
        }
    }
}
