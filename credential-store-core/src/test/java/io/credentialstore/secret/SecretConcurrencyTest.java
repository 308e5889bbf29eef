package io.credentialstore.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.error.ClosedException;
import io.credentialstore.support.Clear;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

@DisplayName("A secret that is read and closed at once")
class SecretConcurrencyTest {
    private static final String TEXT = "x".repeat(2_000);
    private static final String CLOSED = "closed";
    private static final int READERS = 4;

    /** Reads until the secret is closed; collects each distinct thing that it saw. */
    private static List<String> readUntilClosed(Secret secret, CyclicBarrier start) throws Exception {
        start.await();
        List<String> seen = new ArrayList<>();
        while (!seen.contains(CLOSED)) {
            String text = read(secret);
            if (!seen.contains(text)) {
                seen.add(text);
            }
        }
        return seen;
    }

    private static String read(Secret secret) {
        try {
            return Clear.text(secret);
        } catch (ClosedException e) {
            return CLOSED;
        }
    }

    @RepeatedTest(50)
    void use_whileAnotherThreadCloses_seesAllOfTheTextOrThrows() throws Exception {
        Secret secret = Secret.ofString(TEXT);
        CyclicBarrier start = new CyclicBarrier(READERS + 1);
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            Callable<List<String>> reader = () -> readUntilClosed(secret, start);
            List<Future<List<String>>> readers = IntStream.range(0, READERS)
                    .mapToObj(i -> threads.submit(reader))
                    .toList();
            start.await();
            Clear.text(secret);
            secret.close();
            assertSawNothingElse(readers);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertSawNothingElse(List<Future<List<String>>> readers)
            throws InterruptedException, ExecutionException {
        for (Future<List<String>> reader : readers) {
            assertThat(reader.get()).isSubsetOf(TEXT, CLOSED).endsWith(CLOSED);
        }
    }

    @RepeatedTest(50)
    void equals_eachOtherFromTwoThreads_neverDeadlocks() throws Exception {
        Secret one = Secret.ofString(TEXT);
        Secret other = Secret.ofString(TEXT);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> forth = threads.submit(() -> one.equals(other));
            Future<Boolean> back = threads.submit(() -> other.equals(one));

            assertThat(forth.get() && back.get()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
