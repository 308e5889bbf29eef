package io.credentialstore.secret;

import org.jspecify.annotations.Nullable;

/**
 * What is done with a secret while it is readable.
 *
 * @param <S> how the secret is shown: {@code char[]} or {@code byte[]}
 * @param <R> what comes of it; must not be or hold the array
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface SecretFunction<S, R extends @Nullable Object, E extends Exception> {
    /**
     * Uses the secret. The array is wiped as soon as this returns.
     *
     * @param secret a copy that is wiped afterwards
     * @return the result
     * @throws E when it fails
     */
    R apply(S secret) throws E;
}
