package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.InternalBugException;
import java.util.Optional;
import java.util.function.Supplier;

/** What a call may do with hostile input: its work, or a typed refusal in one printable line. */
final class Refusals {
    private Refusals() {}

    /** What the call gave; empty when it refused. Anything else that it throws is passed on, and so is found. */
    static <T> Optional<T> resultOf(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (InternalBugException defect) {
            throw defect;
        } catch (CredentialStoreException refusal) {
            assertPrintableLine(String.valueOf(refusal.getMessage()));
            return Optional.empty();
        }
    }

    /** I4: nothing in it ends a line, moves the cursor or turns the direction of writing. */
    static void assertPrintableLine(String text) {
        assertThat(text.codePoints().filter(Refusals::isHarmful).toArray())
                .as("harmful characters of a text that is shown to people")
                .isEmpty();
    }

    private static boolean isHarmful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
