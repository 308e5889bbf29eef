package io.credentialstore.security.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that plays the script in rounds, in each of which one call of the file system fails. Not thread-safe. */
final class Sabotage implements AutoCloseable {
    private final Path stage;
    private final Path log;
    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private int rounds;

    private Sabotage(Path stage, Path log, Process process) {
        this.stage = stage;
        this.log = log;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param folder in which it works, for itself
     * @param errors the calls that can fail, each with its error
     */
    static Sabotage start(Path folder, Map<String, String> errors) throws IOException {
        Path stage = Files.createDirectory(folder.toRealPath().resolve("stage"));
        Path log = stage.resolveSibling("log");
        ProcessBuilder rounds = Player.process(Rounds.class, stage);
        ProcessBuilder traced = Strace.of(rounds, stage, log, Strace.failing(errors));
        return new Sabotage(stage, log, traced.redirectError(Redirect.INHERIT).start());
    }

    /** Plays one round, and gives the folder in which it left the store and the account of it. */
    Path fail(Calls.Nth call) throws IOException {
        input.write(call + "\n");
        input.flush();
        List<String> account = new ArrayList<>();
        for (String line = output.readLine(); !Rounds.OVER.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the process ended in the round of " + call);
            }
            account.add(line);
        }
        Path left = Files.move(stage, stage.resolveSibling("round-" + ++rounds));
        Files.write(Account.fileIn(left), account);
        Files.createDirectory(stage);
        return left;
    }

    /** How many calls failed. */
    long failed() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.endsWith("(INJECTED)"))
                .count();
    }

    @Override
    public void close() throws IOException {
        input.close(); // the process reads no further line, and ends
        process.onExit().join();
    }
}
