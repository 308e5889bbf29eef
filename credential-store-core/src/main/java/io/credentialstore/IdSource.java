package io.credentialstore;

import java.time.Instant;

/** Where ids of credentials, grants, keys and entries come from. Thread-safe; must never give the same id twice. */
@FunctionalInterface
public interface IdSource {
    /**
     * Makes an id.
     *
     * @param prefix what it is for, such as {@code cred}
     * @param now the store's time
     * @return {@code <prefix>_<timestamp>_<random>}: timestamp of 1 to 24 and random part of 8 to 48 ASCII letters and
     *     digits
     */
    String next(String prefix, Instant now);
}
