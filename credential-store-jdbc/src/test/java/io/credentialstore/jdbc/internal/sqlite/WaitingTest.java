package io.credentialstore.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Waiting waiting = new Waiting(PATIENCE);

    /** How often it asks for one lock that it never gets. */
    private int asks() {
        int asked = 0;
        while (waiting.callback(asked) == 1) {
            asked++;
        }
        return asked;
    }

    @Test
    void asksFarMoreOftenThanTenTimesASecond() {
        assertThat(asks()).isGreaterThan(50);
    }

    @Test
    void waitsForEachLockAsLongAsItMay_andNoLonger() {
        for (int lock = 0; lock < 2; lock++) {
            long since = System.nanoTime();
            asks();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(PATIENCE);
        }
    }

    @Test
    void withoutPatience_asksNoSecondTime() {
        waiting.upTo(Duration.ZERO);

        assertThat(asks()).isZero();
    }

    @Test
    void interruptedThread_pausesAllTheSame_andStaysInterrupted() {
        Thread.currentThread().interrupt();

        int asked = asks();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).isLessThan(600); // at most one in a millisecond
    }
}
