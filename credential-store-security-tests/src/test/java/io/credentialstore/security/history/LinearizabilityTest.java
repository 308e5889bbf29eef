package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.security.database.Database;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(600)
@ParameterizedClass(name = "{0}")
@EnumSource
@DisplayName("A store on which threads and processes retrieve, grant, revoke and rotate at once")
class LinearizabilityTest {
    private static final int CHILDREN = Figures.thorough() ? 3 : 1;
    private static final int THREADS = Figures.thorough() ? 3 : 2;
    private static final int CALLS = Figures.thorough() ? 500 : 100;
    private static final int HISTORIES = Figures.thorough() ? 5 : 1;

    private static final Map<Database, Tally> TALLIES = new EnumMap<>(Database.class);

    @Parameter
    private Database database;

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void makeStore() throws IOException {
        scene = Scene.make(folder, database);
    }

    @AfterAll
    static void count() {
        TALLIES.forEach((database, tally) -> tally.write(database.figures("histories"), CHILDREN + 1, THREADS));
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
        try (Crews crews = Crews.start(scene, children, THREADS, CALLS);
                CredentialStore store = scene.open()) {
            List<Call> calls = new ArrayList<>(Crew.work(store, "here-" + number, THREADS, CALLS));
            calls.addAll(crews.calls());
            assertThat(calls).hasSize((CHILDREN + 1) * THREADS * CALLS);
            assertLinearizable(calls, store);
        }
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
        try (CredentialStore store = scene.open()) {
            List<Call> calls = Crew.work(store, "interrupted", THREADS + 1, CALLS, threads::add);
            isOver.set(true);
            interrupter.join();
            assertLinearizable(calls, store);
        }
    }

    private void assertLinearizable(List<Call> calls, CredentialStore store) {
        TALLIES.computeIfAbsent(database, key -> new Tally()).add(calls);
        Scene.assertLinearizable(calls, store);
    }
}
