package io.credentialstore.examples.executor;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Credential;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Something that skills call. Implementations are thread-safe. */
public interface Tool {
    /**
     * Under which name it is called.
     *
     * @return its id
     */
    String id();

    /**
     * Says whether a credential may be used for a call. Asked before the value is released. The default refuses: a tool
     * that does not expect credentials is never given one.
     *
     * @param credential what is known of it
     * @param input what the tool is to do
     * @throws ExecutorException when it must not be used here
     */
    default void requireUsable(Credential credential, Map<String, Object> input) {
        throw new ExecutorException(Reason.NOT_USABLE_HERE, "The tool " + id() + " takes no credential.");
    }

    /**
     * Does the work.
     *
     * @param input what to do
     * @param credential the credential to do it with, or null; the executor closes it, so it must not be kept, and
     *     nothing of it may be in the output
     * @return what came of it
     * @throws ExecutorException when the work fails; no secret in its message
     */
    Map<String, Object> execute(Map<String, Object> input, @Nullable RetrievedCredential credential);

    /**
     * A tool that needs no credentials.
     *
     * @param id its id
     * @param work what it does
     * @return the tool
     */
    static Tool of(String id, UnaryOperator<Map<String, Object>> work) {
        return new Tool() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Map<String, Object> execute(Map<String, Object> input, @Nullable RetrievedCredential credential) {
                return work.apply(input);
            }
        };
    }
}
