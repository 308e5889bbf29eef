package io.credentialstore.security.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that plays the script, heard while it does. Closing ends it. Not thread-safe. */
final class Performance implements AutoCloseable {
    private final Path folder;
    private final String place;
    private final Process process;
    private final BufferedReader output;
    private final List<String> heard = new ArrayList<>();

    private Performance(Path folder, String place, Process process) {
        this.folder = folder;
        this.place = place;
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Begins one on a store that is not there yet.
     *
     * @param folder takes the files that the script makes
     * @param place of the store
     */
    static Performance begin(Path folder, String place) throws IOException {
        Process process = Player.at(folder, place).redirectOutput(Redirect.PIPE).start();
        return new Performance(folder, place, process);
    }

    /** Waits until it has said so many lines in all. */
    void hear(int lines) throws IOException {
        String line = "";
        while (heard.size() < lines && line != null) {
            line = hear(output.readLine());
        }
    }

    private @Nullable String hear(@Nullable String line) {
        if (line != null) {
            heard.add(line);
        }
        return line;
    }

    void kill() {
        process.toHandle().destroyForcibly(); // unlike the process, it leaves the output to be read
    }

    /** Hears the rest, also what was on its way when the process ended, and writes all of it down. */
    Account end() throws IOException, InterruptedException {
        hear(Integer.MAX_VALUE);
        process.waitFor();
        Files.write(Account.fileIn(folder), heard);
        return Account.in(folder);
    }

    @Override
    public void close() {
        kill();
    }

    /** What is wrong with the store that it left. */
    List<String> inconsistencies() {
        return Aftermath.inconsistencies(folder, place);
    }
}
