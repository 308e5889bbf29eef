package io.credentialstore.benchmarks;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.benchmarks.report.Profile;
import io.credentialstore.model.CredentialId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jdk.jfr.Recording;

/** Looks, with the JDK's flight recorder, at what retrievals spend their time on. Stateless. */
final class Profiler {
    private static final List<String> SAMPLES = List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");
    private static final Duration PERIOD = Duration.ofMillis(10);

    private Profiler() {}

    /** Retrieves for a while, as warm as it gets, then for as long under the recorder. */
    static Profile retrievals(int threads, Duration time, Path recording) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.create();
                BenchStore bench = new BenchStore(scratch.file("store.db"))) {
            CredentialId id = bench.add("bench");
            retrieve(bench, id, threads, time);
            try (Recording recorder = new Recording()) {
                SAMPLES.forEach(sample -> recorder.enable(sample).withPeriod(PERIOD));
                recorder.disable("jdbi.statement"); // costs more than the statement
                recorder.start();
                retrieve(bench, id, threads, time);
                recorder.stop();
                recorder.dump(recording);
            }
        }
        return Profile.read(recording, Profiler.class.getName() + ".retrieveUntil");
    }

    private static void retrieve(BenchStore bench, CredentialId id, int threads, Duration time)
            throws InterruptedException {
        Instant end = Instant.now().plus(time);
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        List<? extends Future<?>> calls = IntStream.range(0, threads)
                .mapToObj(caller -> callers.submit(() -> retrieveUntil(end, bench, id)))
                .toList();
        callers.shutdown();
        for (Future<?> call : calls) {
            await(call);
        }
    }

    private static void await(Future<?> call) throws InterruptedException {
        try {
            call.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void retrieveUntil(Instant end, BenchStore bench, CredentialId id) {
        do {
            try (RetrievedCredential credential = bench.store().retrieveCredential(id, BenchStore.SKILL)) {
                credential.version();
            }
        } while (Instant.now().isBefore(end));
    }
}
