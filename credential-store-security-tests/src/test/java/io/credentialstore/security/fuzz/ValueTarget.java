package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.error.InternalBugException;
import io.credentialstore.internal.codec.ValueCodec;
import io.credentialstore.model.CredentialType;
import io.credentialstore.value.CredentialValue;
import java.util.Optional;

/**
 * The plaintext of a value, of the type that the first byte says: refused in words that quote nothing of it, or a value
 * that reads back when it is written again.
 */
final class ValueTarget {
    private ValueTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Input parts = new Input(input);
        CredentialType type = parts.oneOf(CredentialType.values());
        decoded(type, parts.rest()).ifPresent(value -> {
            byte[] written = ValueCodec.encode(value);
            assertThat(written.length % ValueCodec.PADDING).isZero();
            assertThat(decoded(type, written)).contains(value);
        });
    }

    private static Optional<CredentialValue> decoded(CredentialType type, byte[] json) {
        try {
            return Optional.of(ValueCodec.decode(type, json));
        } catch (InternalBugException e) {
            assertThat(e)
                    .hasNoCause()
                    .hasNoSuppressedExceptions()
                    .hasMessage("A decrypted value of type " + type.code()
                            + " does not have its form. This is a defect; please report it.");
            return Optional.empty();
        }
    }
}
