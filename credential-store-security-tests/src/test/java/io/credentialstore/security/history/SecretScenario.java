package io.credentialstore.security.history;

import io.credentialstore.error.ClosedException;
import io.credentialstore.secret.Secret;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.Operation;

/** What threads may do with one secret. Public because Lincheck makes it. */
public class SecretScenario {
    private final Secret secret = Secret.of("fake".toCharArray());

    private static String orClosed(Supplier<String> call) {
        try {
            return call.get();
        } catch (ClosedException e) {
            return "closed";
        }
    }

    /** All of the text, or none. */
    @Operation
    public String use() {
        return orClosed(() -> secret.use(String::new));
    }

    /** A copy is whole too. */
    @Operation
    public String duplicate() {
        return orClosed(() -> {
            try (Secret copy = secret.duplicate()) {
                return copy.use(String::new);
            }
        });
    }

    /** From then on nobody reads it. */
    @Operation
    public void close() {
        secret.close();
    }

    /** What readers can rely on. */
    @Operation
    public boolean isClosed() {
        return secret.isClosed();
    }
}
