package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.key.MasterKey;
import io.credentialstore.secret.Secret;
import io.credentialstore.security.history.Call.Kind;
import io.credentialstore.security.process.ChildJvm;
import io.credentialstore.security.report.Figures;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(600)
@DisplayName("A store on which threads and processes retrieve, grant, revoke and rotate at once")
class LinearizabilityTest {
    private static final int CREDENTIALS = 4;
    private static final int CHILDREN = Figures.thorough() ? 3 : 1;
    private static final int THREADS = Figures.thorough() ? 3 : 2;
    private static final int CALLS = Figures.thorough() ? 500 : 100;
    private static final int HISTORIES = Figures.thorough() ? 5 : 1;

    private static int histories;
    private static long callsChecked;
    private static long undecided;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeStore() throws IOException {
        Path key = folder.resolve("master.key");
        OwnerFiles.create(key).close();
        try (MasterKey random = MasterKey.generate();
                Secret hex = random.toHex()) {
            Files.write(key, hex.<byte[], RuntimeException>useUtf8(byte[]::clone));
        }
        try (CredentialStore store = Crew.open(folder);
                ApiKey first = TestValues.apiKey(Model.FIRST)) {
            for (int i = 0; i < CREDENTIALS; i++) {
                store.storeCredential("credential-" + i, "service", first);
            }
        }
    }

    @AfterAll
    static void count() {
        Figures.of("histories")
                .add("histories checked", histories)
                .add("processes in each", CHILDREN + 1)
                .add("threads in each process", THREADS)
                .add("calls checked against the trail", callsChecked)
                .add("calls that the storage did not decide", undecided)
                .write();
    }

    static IntStream numbers() {
        return IntStream.range(0, HISTORIES);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    @DisplayName("X1 X2 X5: across processes, every call is decided at one place of the trail, and none is lost")
    void history_ofSeveralProcesses_isLinearizable(int number) throws Exception {
        List<String> children = IntStream.range(0, CHILDREN)
                .mapToObj(i -> "child-" + number + "-" + i)
                .toList();
        List<Process> processes = start(children);
        try (CredentialStore store = Crew.open(folder)) {
            List<Call> calls = new ArrayList<>(Crew.work(store, "here-" + number, THREADS, CALLS));
            for (Process process : processes) {
                assertThat(process.waitFor()).isZero();
            }
            for (String child : children) {
                Files.readAllLines(Crew.callsOf(folder, child)).forEach(line -> calls.add(Call.ofLine(line)));
            }
            assertThat(calls).hasSize((CHILDREN + 1) * THREADS * CALLS);
            assertLinearizable(calls, store);
        }
    }

    private List<Process> start(List<String> children) throws IOException {
        List<Process> processes = new ArrayList<>();
        for (String child : children) {
            processes.add(ChildJvm.of(Crew.class, List.of("-Xmx64m"), folder, child, THREADS, CALLS)
                    .redirectError(Redirect.INHERIT)
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.inputReader().readLine()).isEqualTo("ready");
        }
        for (Process process : processes) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }
        return processes;
    }

    @Test
    @DisplayName("A9 X1: calls whose threads are interrupted are decided and recorded, or fail and leave nothing")
    void history_ofInterruptedThreads_isLinearizable() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        Thread interrupter = new Thread(() -> {
            for (int i = 0; !isOver.get(); i++) {
                if (!threads.isEmpty()) {
                    threads.get(i % threads.size()).interrupt();
                }
                LockSupport.parkNanos(3_000_000);
            }
        });
        interrupter.start();
        try (CredentialStore store = Crew.open(folder)) {
            List<Call> calls = Crew.work(store, "interrupted", THREADS + 1, CALLS, threads::add);
            isOver.set(true);
            interrupter.join();
            assertLinearizable(calls, store);
        }
    }

    private static void assertLinearizable(List<Call> calls, CredentialStore store) {
        histories++;
        callsChecked += calls.size();
        undecided += calls.stream().filter(call -> !call.isDecided()).count();
        assertThat(Linearizability.violations(calls, trail(store))).isEmpty();
        assertThat(store.verifyIntegrity().findings()).isEmpty();
        assertThat(calls)
                .filteredOn(call -> call.kind() == Kind.RETRIEVE)
                .anyMatch(Call::succeeded)
                .anyMatch(call -> !call.succeeded());
    }

    private static List<Entry> trail(CredentialStore store) {
        List<Entry> trail = new ArrayList<>();
        Optional<AuditQuery> next = Optional.of(AuditQuery.all().oldestFirst().withLimit(AuditQuery.MAX_LIMIT));
        while (next.isPresent()) {
            AuditPage page = store.getAuditTrail(next.get());
            page.entries().forEach(entry -> trail.add(Entry.of(entry)));
            next = page.next();
        }
        return trail;
    }
}
