package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.security.database.ServerPair;
import io.credentialstore.security.report.Figures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Quick and thorough alike: most of the time goes into the servers. */
@Timeout(600)
@DisplayName("A store whose server is killed, and whose second server takes over, while processes call it")
class FailOverHistoryTest {
    private static final List<String> CHILDREN = List.of("child-1", "child-2");
    private static final int THREADS = 2;
    private static final int CALLS = Figures.thorough() ? 600 : 150;

    private static final Tally TALLY = new Tally();

    @TempDir
    private Path folder;

    @AfterAll
    static void count() {
        TALLY.write(Figures.of("histories of a fail-over"), CHILDREN.size(), THREADS);
    }

    @RepeatedTest(2)
    @DisplayName("X7: what was answered stands once in the second server's trail, and what failed stands nowhere")
    void history_ofAFailOver_isLinearizable() throws Exception {
        try (ServerPair servers = ServerPair.start(folder)) {
            Scene scene = Scene.make(folder, servers.place());
            try (Crews crews = Crews.start(scene, CHILDREN, THREADS, CALLS)) {
                scene.awaitEntries(CHILDREN.size() * THREADS * CALLS / 3);
                servers.failOver();
                long over = System.nanoTime();
                List<Call> calls = crews.calls();
                assertThat(calls).anyMatch(call -> call.ended() > over);
                TALLY.add(calls);
                try (CredentialStore store = scene.open()) {
                    Scene.assertLinearizable(calls, store);
                }
            }
        }
    }
}
