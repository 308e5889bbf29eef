package io.credentialstore.value;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Checks that several types share. */
final class Parts {
    private Parts() {}

    static Secret present(String field, @Nullable Secret secret) {
        Secret given = Checks.notNull(field, secret);
        if (given.length() == 0) {
            throw new InvalidInputException(field, "must not be empty");
        }
        return given;
    }

    static void within64KiB(@Nullable Secret... secrets) {
        int sum = 0;
        for (Secret secret : secrets) {
            sum += secret == null ? 0 : secret.length();
        }
        if (sum > Secret.MAX_BYTES) {
            throw new InvalidInputException(
                    "value", "holds " + sum + " bytes of secrets; the limit is " + Secret.MAX_BYTES);
        }
    }

    static void close(@Nullable Secret... secrets) {
        for (Secret secret : secrets) {
            if (secret != null) {
                secret.close();
            }
        }
    }
}
