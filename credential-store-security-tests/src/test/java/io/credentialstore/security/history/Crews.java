package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.process.ChildJvm;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Crews in processes of their own, which all begin at once. Closing ends those that still work. Not thread-safe. */
final class Crews implements AutoCloseable {
    private final Path folder;
    private final Map<String, Process> processes = new LinkedHashMap<>();

    private Crews(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts them, and returns when they work.
     *
     * @param scene whose store they call
     * @param names one for each
     * @param threads of each
     * @param calls of each thread
     */
    static Crews start(Scene scene, List<String> names, int threads, int calls) throws IOException {
        Crews crews = new Crews(scene.folder());
        for (String name : names) {
            Process process = ChildJvm.of(
                            Crew.class, List.of("-Xmx64m"), scene.folder(), scene.place(), name, threads, calls)
                    .redirectError(Redirect.INHERIT)
                    .start();
            crews.processes.put(name, process);
        }
        crews.begin();
        return crews;
    }

    private void begin() throws IOException {
        for (Process process : processes.values()) {
            assertThat(process.inputReader().readLine()).isEqualTo("ready");
        }
        for (Process process : processes.values()) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }
    }

    /** Waits until they are done; all that they saw. */
    List<Call> calls() throws IOException, InterruptedException {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, Process> crew : processes.entrySet()) {
            assertThat(crew.getValue().waitFor()).isZero();
            Files.readAllLines(Crew.callsOf(folder, crew.getKey())).forEach(line -> calls.add(Call.ofLine(line)));
        }
        return calls;
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
    }
}
