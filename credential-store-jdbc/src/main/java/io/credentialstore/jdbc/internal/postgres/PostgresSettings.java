package io.credentialstore.jdbc.internal.postgres;

import java.time.Duration;

/**
 * What may differ between stores.
 *
 * @param patience how long a transaction waits for its turn, here and again in the server; at least 250 ms, as the pool asks
 * @param readers at most so many transactions read at a time
 */
public record PostgresSettings(Duration patience, int readers) {
    /** How often one waits in vain before whoever says nothing in a transaction loses his turn. */
    private static final int SILENCE = 2;

    /** A count of a long trail may take so many times as long as waiting for a turn. */
    private static final int LONGEST_STATEMENT = 12;

    /** Five seconds, four readers. */
    public static PostgresSettings defaults() {
        return new PostgresSettings(Duration.ofSeconds(5), 4);
    }

    /** A copy with another patience. */
    public PostgresSettings withPatience(Duration other) {
        return new PostgresSettings(other, readers);
    }

    Duration silence() {
        return patience.multipliedBy(SILENCE);
    }

    Duration longestStatement() {
        return patience.multipliedBy(LONGEST_STATEMENT);
    }

    /** What the server has not answered by then, it will not answer. */
    Duration longestAnswer() {
        return longestStatement().plus(patience);
    }
}
