package io.credentialstore.security.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs trials side by side, as many as there are processors. Stateless. */
final class Trials {
    private Trials() {}

    /** What all of them found, each finding after the name of its trial. */
    static List<String> run(List<Trial> trials) throws InterruptedException, ExecutionException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<String> findings = new ArrayList<>();
            for (Future<List<String>> done : threads.invokeAll(trials)) {
                findings.addAll(done.get());
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Something that is tried, and what it leaves. */
    record Trial(String name, Callable<List<String>> findings) implements Callable<List<String>> {
        @Override
        public List<String> call() throws Exception {
            return findings.call().stream()
                    .map(finding -> name + ": " + finding)
                    .toList();
        }
    }

    /** At most so many of them, evenly spread. */
    static <T> List<T> sample(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> sample = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            // the middle of each part
            sample.add(all.get((2 * i + 1) * all.size() / (2 * most)));
        }
        return sample;
    }
}
