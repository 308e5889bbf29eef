package io.credentialstore.security.history;

import io.credentialstore.CredentialStore;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Environment;
import io.credentialstore.security.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Some workers on one store in one process; as a process of its own it writes down what they saw. */
final class Crew {
    private Crew() {}

    /** Opens a store whose key is in a file of a folder. */
    static CredentialStore open(Path folder, String place) {
        return CredentialStore.builder(() -> Database.open(place))
                .masterKey(MasterKeyProvider.fromFile(folder.resolve("master.key")))
                .application("history")
                .environment(Environment.DEV)
                .open();
    }

    /** Where a process writes down its calls. */
    static Path callsOf(Path folder, String name) {
        return folder.resolve(name + ".calls");
    }

    /** Lets threads call the store until each has made its calls. */
    static List<Call> work(CredentialStore store, String name, int threads, int callsEach)
            throws InterruptedException, ExecutionException {
        return work(store, name, threads, callsEach, thread -> {});
    }

    /** As {@link #work(CredentialStore, String, int, int)}, and tells which threads they are. */
    static List<Call> work(CredentialStore store, String name, int threads, int callsEach, Consumer<Thread> watcher)
            throws InterruptedException, ExecutionException {
        List<CredentialId> credentials = store.listCredentials(CredentialFilter.all()).stream()
                .map(Credential::id)
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name);
            watcher.accept(thread);
            return thread;
        });
        try {
            List<Worker> workers = IntStream.range(0, threads)
                    .mapToObj(i -> new Worker(store, credentials, name + "-" + i, callsEach))
                    .toList();
            List<Call> calls = new ArrayList<>();
            for (Future<List<Call>> worker : pool.invokeAll(workers)) {
                calls.addAll(worker.get());
            }
            return calls;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Takes the folder, the store's place, its own name, the number of threads, and the calls of each. Begins when told to. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (CredentialStore store = open(folder, arguments[1])) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                throw new IOException("nobody is there any more");
            }
            List<Call> calls =
                    work(store, arguments[2], Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            Files.write(
                    callsOf(folder, arguments[2]),
                    calls.stream().map(Call::toLine).toList());
        }
    }
}
